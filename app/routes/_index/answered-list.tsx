import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DecisionBadge } from "#app/components/badge.tsx";
import { matterPath } from "#app/components/duty/duty-list.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { FrontPageData } from "./front-page.server.ts";

/** What offices answered lately: the decision first, then how the reply begins. */
export function AnsweredList({ replies }: { replies: FrontPageData["answered"] }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  if (replies.length === 0)
    return <EmptyState title={t("answered.empty")}>{t("answered.emptyText")}</EmptyState>;
  return (
    <ul className="grid-3 answered-list">
      {replies.map(({ id, office, matter, metAt, decision, excerpt }) => (
        <li className="answered" key={id}>
          <DecisionBadge decision={decision} />
          <h3 className="answered-title" dir="auto">
            <Link to={matterPath(matter)} prefetch="intent">
              {matter.title}
            </Link>
          </h3>
          {/* Offices write in Korean, whatever the page's language. */}
          <blockquote className="answered-excerpt" dir="auto" lang="ko">
            {excerpt}
          </blockquote>
          <p className="small muted">
            {office}
            {metAt && (
              <>
                {" "}
                · <time dateTime={metAt}>{format.shortDate(metAt)}</time>
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
