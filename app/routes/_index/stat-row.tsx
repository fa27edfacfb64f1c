import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { FrontPageData } from "./front-page.server.ts";

const COUNTED = ["met", "open", "overdue"] as const;

/** How the city stands with what it owes, in three numbers; each leads to where it comes from. */
export function StatRow({ counts }: Pick<FrontPageData, "counts">) {
  const { t } = useTranslation("home");
  const format = useFormat();
  return (
    <dl className="stat-row">
      {COUNTED.map((state) => (
        <div className={state === "overdue" && counts.overdue > 0 ? "stat is-late" : "stat"} key={state}>
          <dt className="stat-label">
            <Link to={`/duties?state=${state}`}>{t(`owed.count.${state}`)}</Link>
          </dt>
          <dd className="stat-value">{format.number(counts[state])}</dd>
        </div>
      ))}
    </dl>
  );
}
