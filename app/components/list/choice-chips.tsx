import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useFormat } from "#app/components/use-format.ts";
import { useCurrentInSight } from "./use-current-in-sight.ts";

interface ChoiceChip {
  to: string;
  label: string;
  current: boolean;
  /** How long the list behind it is; undefined: nobody counted. */
  count?: number | undefined;
  icon?: ReactNode;
}

interface ChoiceChipsProps {
  label: string;
  chips: readonly ChoiceChip[];
  /** Many: on a broad page each is as broad as the others, so that its rows are the same before its letters are there. */
  even?: boolean;
}

/** One choice of a list, each value a link to the list that it leaves. On a phone they stand in one row that scrolls. */
export function ChoiceChips({ label, chips, even = false }: ChoiceChipsProps) {
  const format = useFormat();
  const row = useCurrentInSight<HTMLUListElement>(chips.find(({ current }) => current)?.to ?? "");
  return (
    <nav className={even ? "choice-chips even" : "choice-chips"} aria-label={label}>
      <ul className="scrolls-sideways" ref={row}>
        {chips.map(({ to, label: text, current, count, icon }) => (
          <li key={to}>
            <Link to={to} aria-current={current ? "true" : undefined} preventScrollReset>
              {icon}
              {text}
              {count !== undefined && <span className="chip-count">{format.number(count)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
