import { Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
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
  const frame = useRef<HTMLElement>(null);
  const here = items.findIndex(({ current }) => current);
  // On a phone the frame scrolls sideways: the tab that one is on may lie outside.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current tab is what moves the frame.
  useEffect(() => {
    const tab = frame.current?.querySelector<HTMLElement>("[aria-current]");
    if (!frame.current || !tab) return;
    const { left, width } = tab.getBoundingClientRect();
    const room = frame.current.getBoundingClientRect();
    frame.current.scrollLeft += left - room.left - (room.width - width) / 2;
  }, [here]);
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
