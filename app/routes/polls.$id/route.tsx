import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { metaOfPage } from "#app/components/page-meta.ts";
import { readBallotDraft } from "#app/domain/kinds/poll/ballot-draft.ts";
import { electorReasons } from "#app/domain/kinds/poll/cast-ballot.ts";
import { readOwnBallot } from "#app/domain/kinds/poll/own-ballot.ts";
import { readOwnGift } from "#app/domain/kinds/poll/own-draw.ts";
import { readMapTold } from "#app/domain/kinds/poll/poll-map.ts";
import { pollStateAt } from "#app/domain/kinds/poll/poll-state.ts";
import { readDraw } from "#app/domain/kinds/poll/read-draw.ts";
import { getPoll, readPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { readReminder } from "#app/domain/kinds/poll/reminders.ts";
import { readOrigins } from "#app/domain/views/poll-origins.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPage, writeOpenPage, writePage } from "#app/doors/page.ts";
import { deviceOf } from "#app/doors/pages/ballot-draft.ts";
import { followingOf } from "#app/doors/pages/following.ts";
import { turnoutHere } from "#app/doors/pages/poll-turnout.ts";
import { relatedItemsOf } from "#app/doors/pages/related-items.ts";
import { matterSharedAs } from "#app/doors/share/shared-as.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { actOnBallot, tryOnBallot } from "./act-on-ballot.server.ts";
import { pollPageOf } from "./poll-page.server.ts";
import { PollPage } from "./poll-page.tsx";

await loadTexts("polled", "follower", "auditor");

/** Thirty questions with fifty choices each have a field each. */
const MOST_FIELDS = 2_000;
const DONE = ["added", "replaced", "tried", "again", "later", "anew"] as const;

/** One poll: what is asked, how far it has come, and the way to take part. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const { portal, viewer, directory, language } = context;
  const id = await matterParam(args);
  const now = portal.clock.now();
  const spaceId = directory.space.id;
  const [poll, part, related, draw, turnout, map, following, shared] = await Promise.all([
    readPage(() => readPoll(portal.db, spaceId, id, language, now)),
    viewer ? readPage(() => partOf(args, id, viewer.personId, now)) : NO_PART,
    portal.related.of(spaceId, id, "poll", language, now),
    readPage(async () => readDraw(portal.db, await getPoll(portal.db, spaceId, id), language)),
    readPage(() => turnoutHere(context, id)),
    readPage(async () => readMapTold(portal.db, await getPoll(portal.db, spaceId, id))),
    followingOf(context, "matter", id),
    matterSharedAs(context, id),
  ]);
  const origins = await readOrigins(portal.db, poll.related, { spaceId, language, now });
  const asked = new URL(request.url).searchParams.get("done");
  const page = pollPageOf(poll, part, context);
  const t = translator(language, directory.space.kind);
  return {
    poll: page,
    draw: draw && { ...draw, own: part.gift },
    origins,
    related: relatedItemsOf(related, directory, language),
    turnout,
    map,
    following,
    done: DONE.find((one) => one === asked && (viewer !== null || page.purpose === "mock")) ?? null,
    meta: {
      title: page.title,
      description: page.summary ?? t("polls:lead"),
      type: "article" as const,
      shared,
    },
  };
}

const NO_PART = { own: null, reasons: [], draft: null, reminder: null, gift: null };

async function partOf(
  { request, context: { portal, directory, viewer, language } }: LoaderFunctionArgs,
  id: number,
  personId: number,
  now: Date,
) {
  const poll = await getPoll(portal.db, directory.space.id, id);
  const voter = { personId, district: viewer?.district ?? null };
  const [own, reasons, draft, reminder, gift] = await Promise.all([
    readOwnBallot(portal.polls, poll, personId),
    poll.purpose === "mock" ? [] : electorReasons(portal.polls, poll.definition.who, voter, now),
    readBallotDraft(portal.polls, poll, personId, deviceOf(portal, request)),
    poll.purpose === "mock" ? null : readReminder(portal.db, poll, personId, now),
    readOwnGift(portal.polls, poll, personId, language),
  ]);
  const unsent = !own && pollStateAt(poll, now) === "open";
  return { own, reasons, draft: unsent ? draft : null, reminder, gift };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export async function action(args: ActionFunctionArgs) {
  const { params, context } = args;
  const id = await matterParam(args);
  if (!context.viewer && (await isMock(args, id)))
    return writeOpenPage(args, MOST_FIELDS, (write) => tryOnBallot(args, id, write));
  return writePage(
    args,
    {
      permission: "poll.take-part",
      limit: "touch",
      returnTo: `/polls/${params.id}#ballot`,
      unkept: `/polls/${params.id}?done=again#ballot`,
      mostFields: MOST_FIELDS,
    },
    (write) => actOnBallot(args, id, write),
  );
}

async function isMock({ context: { portal, directory } }: ActionFunctionArgs, id: number): Promise<boolean> {
  const poll = await portal.polls.polls.of(directory.space.id, id);
  return poll?.definition.purpose === "mock";
}

export default function Poll() {
  const { meta: _, ...page } = useLoaderData<typeof loader>();
  return <PollPage {...page} answer={useActionData<typeof action>()} />;
}
