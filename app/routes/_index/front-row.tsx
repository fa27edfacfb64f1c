import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

interface FrontRowProps {
  to: string;
  title: string;
  /** What it is, or how it stands: a badge. */
  badge: ReactNode;
  /** Who or what it belongs to, beside the badge. */
  place?: string;
  /** Below the title: how many, how long. */
  facts: readonly string[];
  /** How far it has come, 0…1; undefined: it has no goal. */
  share?: number | undefined;
}

/** A matter of any kind in two or three lines; all of it is one link. */
export function FrontRow({ to, title, badge, place, facts, share }: FrontRowProps) {
  return (
    <li className="front-row">
      <p className="front-row-top">
        {badge}
        {place && <span>{place}</span>}
      </p>
      <h3 className="front-row-title" dir="auto">
        <Link to={to} prefetch="intent">
          {title}
        </Link>
      </h3>
      <p className="front-row-facts">{facts.join(" · ")}</p>
      {share !== undefined && <ShareTrack share={share} />}
    </li>
  );
}

/** The number beside it says the same. Lengths are SVG attributes: style attributes are forbidden by the CSP. */
export function ShareTrack({ share }: { share: number }) {
  return (
    <svg className="share-track" height={6} aria-hidden="true" focusable="false">
      <rect className="track" width="100%" height={6} rx={3} />
      {share > 0 && (
        <rect className="fill" width={`${Math.min(1, Math.max(share, 0.02)) * 100}%`} height={6} rx={3} />
      )}
    </svg>
  );
}
