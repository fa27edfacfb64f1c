import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CategoryArt } from "#app/components/category-art.tsx";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { FrontPageData } from "./front-page.server.ts";
import { ShareTrack } from "./front-row.tsx";

/** The proposal that gains most this week, with its own picture or its category's. */
export function Featured({ proposal }: { proposal: NonNullable<FrontPageData["featured"]> }) {
  const { t } = useTranslation("home");
  const { t: common } = useTranslation();
  const format = useFormat();
  const within = useSpacePath();
  const {
    id,
    title,
    summary,
    category,
    categoryCode,
    district,
    supportCount,
    nextThreshold,
    milestones,
    picture,
  } = proposal;
  return (
    <article className="featured">
      <div className="featured-picture">
        {picture ? (
          <img
            src={within(`/pictures/${picture.id}`)}
            alt={picture.alt}
            width={picture.width}
            height={picture.height}
          />
        ) : (
          <CategoryArt code={categoryCode} />
        )}
      </div>
      <div className="featured-text">
        <p className="front-row-top">
          {category} · {district ?? common("card.wholeCity")}
        </p>
        <h3 className="featured-title" dir="auto">
          <Link to={`/proposals/${id}`} prefetch="intent">
            {title}
          </Link>
        </h3>
        {summary && (
          <p className="featured-summary" dir="auto">
            {summary}
          </p>
        )}
        <p className="featured-count">
          <strong>
            {common("support.count", { count: supportCount, amount: format.number(supportCount) })}
          </strong>
          {proposal.week > 0 && (
            <span>{t("hot.week", { count: proposal.week, amount: format.number(proposal.week) })}</span>
          )}
        </p>
        {milestones.length > 0 && (
          <ShareTrack share={nextThreshold === null ? 1 : supportCount / nextThreshold} />
        )}
      </div>
    </article>
  );
}
