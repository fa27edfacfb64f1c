import { useTranslation } from "react-i18next";
import { Tracker } from "#app/components/tracker.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { VOTE_STATES } from "#app/domain/kinds/vote/vote-state.ts";
import type { StepState } from "#app/domain/matter/step-state.ts";
import type { VotePageData } from "./route.tsx";

/** From the notice to the end of what was decided. */
export function VoteTracker({ vote }: { vote: VotePageData["vote"] }) {
  const { t } = useTranslation("votes");
  const format = useFormat();
  const { state, result } = vote;
  const reached = VOTE_STATES.indexOf(state);
  const stepOf = (place: number): StepState =>
    place < reached || state === "decided" ? "done" : place === reached ? "running" : "ahead";
  const neither = result?.outcome === "neither";
  const isOver = result?.boundUntil != null && result.boundUntil < vote.now;
  const bound: StepState = !result ? "ahead" : neither ? "failed" : isOver ? "done" : "running";
  return (
    <Tracker
      label={t("tracker.label")}
      across
      steps={[
        { key: "announced", label: t("state.announced"), state: "done", when: format.date(vote.noticedOn) },
        {
          key: "voting",
          label: t("tracker.voting"),
          state: state === "announced" ? "running" : stepOf(1),
          when: format.date(vote.votingDay),
          article: vote.law.dayArticle,
        },
        { key: "counting", label: t("state.counting"), state: stepOf(2), when: null },
        {
          key: "decided",
          label: t("state.decided"),
          state: stepOf(3),
          when: result && format.dateTime(result.publishedAt),
          article: vote.law.decisionArticle,
        },
        {
          key: "bound",
          label: t(neither ? "tracker.unbound" : "tracker.bound"),
          state: bound,
          when: result?.boundUntil ? t("tracker.until", { date: format.date(result.boundUntil) }) : null,
          article: vote.law.bindingArticle,
        },
      ]}
    />
  );
}
