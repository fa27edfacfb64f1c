import { useTranslation } from "react-i18next";
import { Badge, PollStateBadge } from "#app/components/badge.tsx";
import { ReplyOnTop } from "#app/components/duty/reply-gist.tsx";
import { EmbedCodes } from "#app/components/embed-code.tsx";
import { FollowButton } from "#app/components/follow-button.tsx";
import { MatterTimeline } from "#app/components/ledger/matter-timeline.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { MatterTrack } from "#app/components/matter-track.tsx";
import { NextSteps } from "#app/components/next-steps.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Background } from "#app/components/poll/background.tsx";
import { FollowUp } from "#app/components/poll/follow-up.tsx";
import { MapEntry } from "#app/components/poll/map-entry.tsx";
import { PollVideo } from "#app/components/poll/poll-video.tsx";
import { Protection } from "#app/components/poll/protection.tsx";
import { Turnout, type TurnoutView } from "#app/components/poll/turnout.tsx";
import { MattersSection, type RelatedItems, RelatedMatters } from "#app/components/related-matters.tsx";
import { ReportLink } from "#app/components/report-link.tsx";
import { PrintedAddress, ShareBlock } from "#app/components/share-links.tsx";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { MapTold } from "#app/domain/kinds/poll/poll-map.ts";
import type { DrawView } from "#app/domain/kinds/poll/read-draw.ts";
import type { MatterLine } from "#app/domain/kinds.ts";
import { matterFrame } from "#app/domain/views/embeds.ts";
import { Ballot, type BallotAnswer, type Done } from "./ballot.tsx";
import { DrawPanel } from "./draw-panel.tsx";
import { ParticipationPanel, TakePartBar } from "./participation-panel.tsx";
import type { PollPageData } from "./poll-page.server.ts";
import { ReminderPanel } from "./reminder-panel.tsx";

interface PollPageProps {
  poll: PollPageData;
  /** Null: it has no gifts. */
  draw: (DrawView & { own: string | null }) | null;
  /** What the office says that it comes from. */
  origins: readonly MatterLine[];
  related: RelatedItems;
  /** null: there is nothing to show. */
  turnout: TurnoutView | null;
  /** Null: it has none. */
  map: MapTold | null;
  following: boolean | null;
  done: Done | null;
  answer: BallotAnswer | undefined;
}

export function PollPage(page: PollPageProps) {
  const { poll, draw, origins, related, turnout, map, following, done, answer } = page;
  const here = useMatterHere();
  const { t } = useTranslation("polls");
  const { t: common } = useTranslation();
  const within = useSpacePath();
  const path = `/polls/${here}`;
  const { title, summary, purpose, state, category, district, video } = poll;
  return (
    <article className="page">
      <PageHeader
        title={title}
        lead={summary}
        crumbs={[{ label: t("title"), to: "/polls" }, { label: title }]}
        above={
          <>
            <Badge tone="gray">{t(`purpose.${purpose}`)}</Badge>
            <PollStateBadge state={state} />
            <span className="muted">
              {category} · {district ?? common("card.wholeCity")}
            </span>
          </>
        }
      />
      <Corrections items={poll.corrections} />
      {poll.answer && <ReplyOnTop reply={poll.answer} href="#follow-up" />}
      <div className={video ? "with-aside with-video" : "with-aside"}>
        <aside aria-label={t("panel.heading")}>
          <ParticipationPanel poll={poll} />
          {draw && <DrawPanel draw={draw} gift={draw.own} />}
        </aside>
        {video && <PollVideo video={video} frame={within(`/polls/${here}/video`)} />}
        <div>
          {poll.steps.length > 0 && <MatterTrack steps={poll.steps} />}
          <FollowUp duties={poll.duties} />
          <Ballot
            poll={poll}
            done={done}
            answer={answer}
            next={<NextSteps title={title} path={path} just matters={related.matters} />}
          />
          <ReminderPanel poll={poll} />
          <Background poll={poll} />
          {map && <MapEntry map={map} />}
          <MattersSection id="origins" heading={t("related.from")} matters={origins} />
          {turnout && <Turnout turnout={turnout} />}
          {purpose !== "mock" && <Protection mayChange={poll.mayChange} paged={poll.pages.length > 1} />}
          <div className="section stack tight">
            <FollowButton target="matter" code={here} following={following} />
            <ShareBlock title={title} path={path} print />
            {state !== "withdrawn" && <EmbedCodes frames={[{ path: matterFrame(poll.id), title }]} />}
            <p>
              <ReportLink />
            </p>
          </div>
          <MatterTimeline kind="poll" events={poll.timeline} offices={poll.offices} />
          <RelatedMatters related={related} heading={t("related.people")} />
          <PrintedAddress path={path} />
        </div>
      </div>
      {state === "open" && !poll.own && <TakePartBar poll={poll} />}
    </article>
  );
}

/** What was wrong in what is asked, told to everybody before they read on. */
function Corrections({ items }: { items: PollPageData["corrections"] }) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  return items.map(({ position, body, madeAt }) => (
    <Notice key={position} tone="warning" title={t("correction", { date: format.dateTime(madeAt) })}>
      <p className="opinion-body" dir="auto">
        {body}
      </p>
    </Notice>
  ));
}
