import { useTranslation } from "react-i18next";
import { ActionBar } from "#app/components/action-bar.tsx";
import { LinkButton } from "#app/components/button.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { PollWhen } from "#app/components/poll/poll-card.tsx";
import { Who } from "#app/components/poll/who.tsx";
import { SupportBar } from "#app/components/support-bar.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { useLiveCount } from "#app/components/use-live-count.ts";
import type { PollPageData } from "./poll-page.server.ts";

/** How many took part, until when, who may, and the way to one's own answer or to the results. */
export function ParticipationPanel({ poll }: { poll: PollPageData }) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  const here = useMatterHere();
  const { purpose, state, own, participants, hasResults, results, mayChange, officeName } = poll;
  const mock = purpose === "mock";
  return (
    <section className="panel stack" aria-labelledby="participation">
      <h2 className="h-sub" id="participation">
        {t(mock ? "panel.mock" : "panel.heading")}
      </h2>
      {mock ? <p>{t("panel.mockText")}</p> : <LiveCount poll={poll} />}
      {state === "open" && !own && (
        <a id="take-part" className="krds-btn primary large wide" href="#ballot">
          {t(mock ? "panel.try" : "panel.takePart")}
        </a>
      )}
      {hasResults && (
        <LinkButton
          look={state === "open" && !own ? "secondary" : "primary"}
          className="wide"
          to={`/polls/${here}/results`}
        >
          {t(state === "open" ? "panel.live" : "panel.results")}
        </LinkButton>
      )}
      {!hasResults && !mock && state !== "withdrawn" && (
        <p className="small muted">{t(state === "closed" ? "panel.counting" : "panel.later")}</p>
      )}
      <dl className="facts">
        <dt>{t("facts.when")}</dt>
        <dd>
          {t("facts.period", { from: format.dateTime(poll.opensAt), to: format.dateTime(poll.closesAt) })}
          <br />
          <PollWhen {...poll} />
        </dd>
        <dt>{t("facts.who")}</dt>
        <dd>{mock ? t("who.anyone") : <Who who={poll.who} />}</dd>
        <dt>{t("facts.office")}</dt>
        <dd>{officeName}</dd>
        {!mock && (
          <>
            <dt>{t("facts.results")}</dt>
            <dd>{t(`resultsShown.${results}`)}</dd>
            <dt>{t("facts.change")}</dt>
            <dd>{t(mayChange ? "facts.mayChange" : "facts.fixed")}</dd>
          </>
        )}
      </dl>
      {!mock && participants === 0 && state === "open" && <p className="small muted">{t("panel.first")}</p>}
    </section>
  );
}

function LiveCount({ poll: { participants, milestones, nextThreshold, state } }: { poll: PollPageData }) {
  const { t: common } = useTranslation();
  const format = useFormat();
  const count = useLiveCount(participants);
  return (
    <>
      <SupportBar
        count={count}
        measure="participants"
        milestones={milestones}
        nextThreshold={nextThreshold}
        size="large"
        ended={state !== "open"}
      />
      <p className="sr-only" role="status">
        {count === participants
          ? ""
          : common("support.participantCount", { count, amount: format.number(count) })}
      </p>
    </>
  );
}

/** What the panel says, while that and the questions are out of sight. */
export function TakePartBar({ poll }: { poll: PollPageData }) {
  const { t } = useTranslation("polls");
  const { t: common } = useTranslation();
  const format = useFormat();
  const count = useLiveCount(poll.participants);
  const mock = poll.purpose === "mock";
  return (
    <ActionBar
      standsFor={["take-part", "ballot"]}
      action={
        <a className="krds-btn primary large" href="#ballot">
          {t(mock ? "panel.try" : "panel.takePart")}
        </a>
      }
    >
      {!mock && (
        <strong>{common("support.participantCount", { count, amount: format.number(count) })}</strong>
      )}
      <PollWhen {...poll} />
    </ActionBar>
  );
}
