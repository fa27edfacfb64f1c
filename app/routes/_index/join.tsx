import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { useRootData } from "#app/components/root-data.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { FrontPageData } from "./front-page.server.ts";
import { FrontRow } from "./front-row.tsx";
import { SectionHead } from "./section-head.tsx";

/** What one can take part in today, whatever its kind. Where there is nothing, nothing is said: it is rare. */
export function Join({ join }: Pick<FrontPageData, "join">) {
  const { t } = useTranslation("home");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { hasDrives } = useRootData();
  if (join.length === 0) return null;
  return (
    <section className="band tinted" aria-labelledby="join">
      <div className="inner">
        <SectionHead
          id="join"
          title={t("join.title")}
          more={
            hasDrives ? { to: "/drives", label: t("join.drives") } : { to: "/polls", label: t("join.polls") }
          }
        />
        <ul className="front-rows two">
          {join.map(
            ({ kind, path, title, kindName, place, counted, count, required, closesAt, votingDay }) => {
              const days = closesAt === null ? null : format.daysUntil(closesAt);
              return (
                <FrontRow
                  key={path}
                  to={path}
                  title={title}
                  badge={<Badge tone="primary">{kindName ?? t(`join.kind.${kind}`)}</Badge>}
                  place={place}
                  facts={[
                    ...(counted === null
                      ? []
                      : [t(`join.${counted}`, { count, amount: format.number(count) })]),
                    ...(required === null
                      ? []
                      : [t("join.goal", { count: required, amount: format.number(required) })]),
                    ...(days === null
                      ? []
                      : [
                          days <= 0
                            ? common("card.closesToday")
                            : common("card.closesIn", { count: days, amount: format.number(days) }),
                        ]),
                    ...(votingDay === null ? [] : [t("join.votingDay", { date: format.date(votingDay) })]),
                  ]}
                  share={required === null ? undefined : count / required}
                />
              );
            },
          )}
        </ul>
      </div>
    </section>
  );
}
