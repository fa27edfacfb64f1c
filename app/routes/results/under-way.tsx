import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DriveCards } from "#app/components/drive/drive-card.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PollCards } from "#app/components/poll/poll-card.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ResultsPageData } from "./results-page.server.ts";

/** What everybody can take part in today, those that close first; of the whole space, whatever is asked for above. */
export function UnderWay({ underWay, polls, drives }: ResultsPageData) {
  const { t } = useTranslation("results");
  const format = useFormat();
  if (polls.length + drives.length === 0)
    return <EmptyState title={t("underway.empty")}>{t("underway.emptyText")}</EmptyState>;
  const all = (count: number, path: string, kind: "polls" | "drives") => (
    <Link className="text-link" to={path}>
      {t(`underway.${kind}`, { count, amount: format.number(count) })}
    </Link>
  );
  return (
    <div className="stack loose">
      {polls.length > 0 && (
        <div className="stack">
          <h3 className="h-sub">{all(underWay.polls, "/polls?state=open&sort=closing", "polls")}</h3>
          <PollCards polls={polls} columns={3} heading="h4" />
        </div>
      )}
      {drives.length > 0 && (
        <div className="stack">
          <h3 className="h-sub">{all(underWay.drives, "/drives?stage=collecting&sort=closing", "drives")}</h3>
          <DriveCards drives={drives} columns={3} heading="h4" />
        </div>
      )}
    </div>
  );
}
