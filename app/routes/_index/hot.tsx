import { useTranslation } from "react-i18next";
import { StageBadge } from "#app/components/badge.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { Featured } from "./featured.tsx";
import type { FrontPageData } from "./front-page.server.ts";
import { FrontRow } from "./front-row.tsx";
import { NeighbourhoodLinks } from "./neighbourhood-links.tsx";
import { SectionHead } from "./section-head.tsx";

interface HotProps extends Pick<FrontPageData, "featured" | "rising"> {
  hasDistricts: boolean;
}

/** What moves: one proposal large, others in short, and those that lack only a few. */
export function Hot({ featured, rising, hasDistricts }: HotProps) {
  const { t } = useTranslation("home");
  const { t: common } = useTranslation();
  const format = useFormat();
  return (
    <section className="band" aria-labelledby="hot">
      <div className="inner">
        <SectionHead id="hot" title={t("hot.title")} more={{ to: "/proposals", label: t("hot.more") }} />
        {featured === null ? (
          <EmptyState title={t("hot.empty")}>{t("hot.emptyText")}</EmptyState>
        ) : (
          <div className="front-columns">
            <Featured proposal={featured} />
            <ul className="front-rows">
              {rising.map(
                ({ id, title, stage, category, district, supportCount, nextThreshold, milestones }) => {
                  const next = milestones.find(({ at }) => at === nextThreshold);
                  const missing = (nextThreshold ?? supportCount) - supportCount;
                  return (
                    <FrontRow
                      key={id}
                      to={`/proposals/${id}`}
                      title={title}
                      badge={<StageBadge stage={stage} />}
                      place={`${category} · ${district ?? common("card.wholeCity")}`}
                      facts={[
                        common("support.count", { count: supportCount, amount: format.number(supportCount) }),
                        ...(next
                          ? [
                              common(`support.until.${next.consequence}`, {
                                count: missing,
                                amount: format.number(missing),
                              }),
                            ]
                          : []),
                      ]}
                      share={nextThreshold === null ? undefined : supportCount / nextThreshold}
                    />
                  );
                },
              )}
            </ul>
          </div>
        )}
        {hasDistricts && <NeighbourhoodLinks />}
      </div>
    </section>
  );
}
