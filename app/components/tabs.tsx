import { Link } from "@remix-run/react";
import { useCurrentInSight } from "./list/use-current-in-sight.ts";
import { useFormat } from "./use-format.ts";

export interface TabItem {
  to: string;
  label: string;
  current: boolean;
  count?: number;
}

/** Tabs that are links: each has an address, works without JavaScript and is in the history. */
export function Tabs({ label, items }: { label: string; items: readonly TabItem[] }) {
  const format = useFormat();
  const frame = useCurrentInSight<HTMLElement>(items.findIndex(({ current }) => current));
  return (
    <nav className="tabs" aria-label={label} ref={frame}>
      <ul>
        {items.map(({ to, label: text, current, count }) => (
          <li key={to}>
            <Link to={to} aria-current={current ? "page" : undefined} preventScrollReset>
              {text}
              {count !== undefined && <span className="tab-count">{format.number(count)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
