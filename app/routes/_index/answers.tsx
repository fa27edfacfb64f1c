import { useTranslation } from "react-i18next";
import { DecisionBadge } from "#app/components/badge.tsx";
import { DueBadge } from "#app/components/due-badge.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { matterPath } from "#app/domain/matter/address.ts";
import type { FrontPageData } from "./front-page.server.ts";
import { FrontRow } from "./front-row.tsx";
import { SectionHead } from "./section-head.tsx";

/** What offices answered lately beside what they still owe, late ones first. */
export function Answers({ answered, owed }: Pick<FrontPageData, "answered" | "owed">) {
  const { t } = useTranslation("home");
  const { t: common } = useTranslation();
  const format = useFormat();
  return (
    <section className="band">
      <div className="inner front-columns even">
        <section aria-labelledby="answered">
          <SectionHead
            id="answered"
            title={t("answered.title")}
            more={{ to: "/duties?state=met", label: t("answered.more") }}
          />
          {answered.length === 0 ? (
            <EmptyState title={t("answered.empty")}>{t("answered.emptyText")}</EmptyState>
          ) : (
            <ul className="front-rows">
              {answered.map(({ id, matter, decision, office, metAt }) => (
                <FrontRow
                  key={id}
                  to={matterPath(matter.kind, matter.id)}
                  title={matter.title}
                  badge={<DecisionBadge decision={decision} />}
                  facts={[office, ...(metAt ? [format.shortDate(metAt)] : [])]}
                />
              ))}
            </ul>
          )}
        </section>
        <section aria-labelledby="owed">
          <SectionHead id="owed" title={t("owed.title")} more={{ to: "/duties", label: t("owed.more") }} />
          {owed.length === 0 ? (
            <EmptyState title={t("owed.empty")}>{t("owed.emptyText")}</EmptyState>
          ) : (
            <ul className="front-rows">
              {owed.map(({ id, matter, kind, office, dueAt, metAt, byLaw, nextDate }) => (
                <FrontRow
                  key={id}
                  to={matterPath(matter.kind, matter.id)}
                  title={matter.title}
                  badge={<DueBadge dueAt={dueAt} metAt={metAt} byLaw={byLaw} />}
                  facts={[
                    office,
                    common(`dutyKind.${kind}`),
                    t("owed.due", { date: format.shortDate(dueAt) }),
                    ...(nextDate ? [common("due.interim", { date: format.shortDate(nextDate) })] : []),
                  ]}
                />
              ))}
            </ul>
          )}
        </section>
      </div>
    </section>
  );
}
