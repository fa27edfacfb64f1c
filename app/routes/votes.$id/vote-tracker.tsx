import { useTranslation } from "react-i18next";
import { Tracker } from "#app/components/tracker.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { VotePageData } from "./route.tsx";

/** From the notice to the end of what was decided. */
export function VoteTracker({ vote }: { vote: VotePageData["vote"] }) {
  const { t } = useTranslation("votes");
  const format = useFormat();
  const { result, law, track } = vote;
  const names = {
    announced: t("state.announced"),
    voting: t("tracker.voting"),
    counting: t("state.counting"),
    decided: t("state.decided"),
    bound: t(result?.outcome === "neither" ? "tracker.unbound" : "tracker.bound"),
  };
  const dates = {
    announced: format.date(vote.noticedOn),
    voting: format.date(vote.votingDay),
    counting: null,
    decided: result && format.dateTime(result.publishedAt),
    bound: result?.boundUntil ? t("tracker.until", { date: format.date(result.boundUntil) }) : null,
  };
  const articles = {
    announced: null,
    voting: law.dayArticle,
    counting: null,
    decided: law.decisionArticle,
    bound: law.bindingArticle,
  };
  return (
    <Tracker
      label={t("tracker.label")}
      across
      steps={track.map(({ code, state }) => ({
        key: code,
        label: names[code],
        state,
        when: dates[code],
        article: articles[code],
      }))}
    />
  );
}
