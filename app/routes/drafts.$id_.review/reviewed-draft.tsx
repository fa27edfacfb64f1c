import { useTranslation } from "react-i18next";
import { PlacedMap, type PlacedProps } from "#app/components/map/placed-map.tsx";
import { Markdown } from "#app/components/markdown.tsx";
import { ProposalPictures } from "#app/components/proposal/proposal-pictures.tsx";
import type { DraftPicture } from "#app/components/write/draft-picture.ts";

interface ReviewedDraftProps {
  title: string;
  html: string;
  author: string;
  category: string;
  district: string | null;
  pictures: readonly DraftPicture[];
  /** As its page will show it; null: none was marked. */
  place: PlacedProps["place"] | null;
}

/** The proposal as everyone will read it. */
export function ReviewedDraft({
  title,
  html,
  author,
  category,
  district,
  pictures,
  place,
}: ReviewedDraftProps) {
  const { t } = useTranslation(["write", "common"]);
  return (
    <article className="panel review-paper" aria-labelledby="review-title">
      <p className="muted">
        {category} · {district ?? t("common:card.wholeCity")}
      </p>
      <h2 className="h-page" id="review-title" dir="auto">
        {title}
      </h2>
      <p className="small muted">{t("write:review.author", { name: author })}</p>
      <Markdown html={html} />
      <ProposalPictures label={t("write:pictures.title")} pictures={pictures} />
      {place && <PlacedMap place={place} />}
    </article>
  );
}
