import { Link } from "@remix-run/react";
import { useCurrentInSight } from "./use-current-in-sight.ts";

export interface OrderLink {
  to: string;
  label: string;
  current: boolean;
}

/** In which order a list stands, each a link. */
export function OrderLinks({ label, orders }: { label: string; orders: readonly OrderLink[] }) {
  const row = useCurrentInSight<HTMLUListElement>(orders.find(({ current }) => current)?.to ?? "");
  return (
    <nav className="order-links" aria-label={label}>
      <ul className="scrolls-sideways" ref={row}>
        {orders.map(({ to, label: text, current }) => (
          <li key={to}>
            <Link to={to} aria-current={current ? "true" : undefined} preventScrollReset>
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
