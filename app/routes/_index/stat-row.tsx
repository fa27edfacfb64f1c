import { Link } from "@remix-run/react";

interface Stat {
  label: string;
  /** Ready to read: use the formatters. */
  value: string;
  /** Where the number comes from. */
  to?: string;
}

/** A few numbers that say how participation goes. */
export function StatRow({ stats }: { stats: readonly Stat[] }) {
  return (
    <dl className="stat-row">
      {stats.map(({ label, value, to }) => (
        <div className="stat" key={label}>
          <dt className="stat-label">{to ? <Link to={to}>{label}</Link> : label}</dt>
          <dd className="stat-value">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
