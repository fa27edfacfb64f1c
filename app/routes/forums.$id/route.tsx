import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ActionBar } from "#app/components/action-bar.tsx";
import { MatterStateBadge } from "#app/components/badge.tsx";
import { ReplyOnTop } from "#app/components/duty/reply-gist.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { FollowButton } from "#app/components/follow-button.tsx";
import { BackgroundList } from "#app/components/forum/background-list.tsx";
import { MatterTimeline } from "#app/components/ledger/matter-timeline.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { MatterTrack, withCount } from "#app/components/matter-track.tsx";
import { NextSteps } from "#app/components/next-steps.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { PollsFrom, RelatedMatters } from "#app/components/related-matters.tsx";
import { ReportLink } from "#app/components/report-link.tsx";
import { ShareBlock } from "#app/components/share-links.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { useLiveCount } from "#app/components/use-live-count.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { mayEditBackground } from "#app/domain/kinds/forum/background.ts";
import { readForum } from "#app/domain/kinds/forum/read-forum.ts";
import { OPINION_LIMITS, OPINION_REPLY_LIMITS } from "#app/domain/kinds/forum/schema.ts";
import { readPollsFrom } from "#app/domain/views/poll-origins.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { pathOf, readPage, writePage } from "#app/doors/page.ts";
import { followingOf } from "#app/doors/pages/following.ts";
import { relatedItemsOf } from "#app/doors/pages/related-items.ts";
import { giveVerdictOn } from "#app/doors/pages/verdict-act.ts";
import { matterSharedAs } from "#app/doors/share/shared-as.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { forumActOf } from "./forum-act.ts";
import { actInForum } from "./forum-acts.server.ts";
import { forumPageOf, opinionsAsked, opinionsOf } from "./forum-page.server.ts";
import { ForumReplies } from "./forum-replies.tsx";
import { useLastVisit } from "./last-visit.ts";
import { MapEntry } from "./map-entry.tsx";
import { MyOpinion } from "./my-opinion.tsx";
import { Opinions } from "./opinions.tsx";
import { ForumTimeLeft, ParticipationPanel } from "./participation-panel.tsx";

await loadTexts("debater", "follower", "auditor", "polled");

/** One forum: the question, who takes part, what they think, and one's own opinion. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const { portal, viewer, directory, language } = context;
  const id = await matterParam(args);
  const url = new URL(request.url);
  const reader = { personId: viewer?.personId, language };
  const now = portal.clock.now();
  const [forum, opinions, mayEdit, related, polls, following, shared] = await readPage(() =>
    Promise.all([
      readForum(portal.db, context.directory.space.id, id, reader, now),
      opinionsOf(portal.db, id, opinionsAsked(url), viewer?.personId, now),
      mayEditBackground(portal.db, viewer, context.directory.space.id, id),
      portal.related.of(context.directory.space.id, id, "forum", language, now),
      readPollsFrom(portal.db, id, { spaceId: directory.space.id, language, now }),
      followingOf(context, "matter", id),
      matterSharedAs(context, id),
    ]),
  );
  const page = forumPageOf(forum, context);
  return {
    forum: page,
    related: relatedItemsOf(related, directory, language),
    polls,
    following,
    opinions,
    mayEdit,
    given: url.searchParams.has("given"),
    limits: { opinion: OPINION_LIMITS.max, reply: OPINION_REPLY_LIMITS.max },
    meta: {
      title: page.title,
      description: forum.summary ?? translator(language, directory.space.kind)("forum:list.lead"),
      type: "article" as const,
      shared,
    },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export async function action(args: ActionFunctionArgs) {
  const { request, params, context } = args;
  const id = await matterParam(args);
  const door = { permission: "forum.take-part", limit: "touch", carries: helpfulOf } as const;
  return writePage(args, door, async (write) => {
    if (await giveVerdictOn(context, id, write)) return redirect(pathOf(request));
    const done = await actInForum(context, id, write);
    return redirect(done === "opinion" ? `/forums/${params.id}?given=1#my-opinion` : pathOf(request));
  });
}

/** A touch on "helpful", which waits for its sender to sign in; an opinion is typed by who has. */
function helpfulOf(form: FormData) {
  const opinion = form.get("opinion");
  if (form.get("intent") !== "helpful" || typeof opinion !== "string" || opinion.length > 20)
    return undefined;
  const fields: [string, string][] = [
    ["intent", "helpful"],
    ["opinion", opinion],
  ];
  return { label: "helpful" as const, fields };
}

export { revalidateAfterConflict as shouldRevalidate } from "#app/components/revalidate.ts";

const allOf = (stances: Record<"for" | "against" | "other", number>) =>
  stances.for + stances.against + stances.other;

export default function Forum() {
  const { t } = useTranslation("forum");
  const { t: common } = useTranslation();
  const format = useFormat();
  const here = useMatterHere();
  const { forum, related, polls, following, opinions, mayEdit, given, limits } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const count = useLiveCount(forum.participants);
  const visit = useLastVisit(
    forum.id,
    allOf(forum.stances),
    forum.own?.version === 1 ? forum.own.updatedAt : null,
  );
  const path = `/forums/${here}`;
  const { summary } = useRefusal(answer && !forumActOf(answer.typed.intent) ? answer.refused : null, {});
  return (
    <div className="page">
      <PageHeader
        title={forum.title}
        lead={forum.summary}
        crumbs={[{ label: t("list.title"), to: "/forums" }, { label: forum.title }]}
        above={
          <>
            <MatterStateBadge state={forum.open ? "open" : "closed"} />
            <span className="muted">
              {t("kind")} · {forum.category} · {forum.district ?? common("card.wholeCity")}
            </span>
          </>
        }
      />
      <ErrorSummary errors={summary} />
      {forum.answer && <ReplyOnTop reply={forum.answer} href="#city-replies" />}
      <div className="with-aside">
        <aside aria-label={t("participation.heading")}>
          <ParticipationPanel forum={forum} count={count} />
        </aside>
        <div>
          <MatterTrack steps={withCount(forum.steps, "participants", count)} />
          <ForumReplies forum={forum} answer={answer} />
          <BackgroundList items={forum.background} pictures={forum.pictures} mayEdit={mayEdit} />
          <MapEntry />
          <MyOpinion
            forum={forum}
            given={given}
            limit={limits.opinion}
            answer={answer}
            next={<NextSteps title={forum.title} path={path} just matters={related.matters} />}
          />
          <Opinions
            forum={forum}
            opinions={opinions}
            visit={visit}
            replyLimit={limits.reply}
            answer={answer}
          />
          <PollsFrom polls={polls} />
          <div className="section stack tight">
            <ShareBlock title={forum.title} path={path} print />
            <FollowButton target="matter" code={here} following={following} />
            <p>
              <ReportLink />
            </p>
          </div>
          <MatterTimeline kind="forum" events={forum.timeline} offices={forum.offices} />
          <RelatedMatters related={related} />
        </div>
      </div>
      {forum.open && !forum.own && (
        <ActionBar
          standsFor={["give-opinion", "my-opinion"]}
          action={
            <a className="krds-btn primary large" href="#my-opinion">
              {t("participation.give")}
            </a>
          }
        >
          <strong>{common("support.participantCount", { count, amount: format.number(count) })}</strong>
          <ForumTimeLeft closesAt={forum.closesAt} />
        </ActionBar>
      )}
    </div>
  );
}
