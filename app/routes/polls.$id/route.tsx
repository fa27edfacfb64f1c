import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { metaOfPage } from "#app/components/page-meta.ts";
import { castBallot, electorReasons } from "#app/domain/kinds/poll/cast-ballot.ts";
import { readOwnBallot } from "#app/domain/kinds/poll/own-ballot.ts";
import { getPoll, readPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPage, writePage } from "#app/doors/page.ts";
import { turnoutHere } from "#app/doors/pages/poll-turnout.ts";
import { relatedItemsOf } from "#app/doors/pages/related-items.ts";
import { translator } from "#app/i18n/server.ts";
import { answersOf } from "./answers.server.ts";
import { pollPageOf } from "./poll-page.server.ts";
import { PollPage } from "./poll-page.tsx";

/** Thirty questions with fifty choices each have a field each. */
const MOST_FIELDS = 2_000;
const DONE = ["added", "replaced", "tried", "again"] as const;

/** One poll: what is asked, how far it has come, and the way to take part. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const { portal, viewer, directory, language } = context;
  const id = await matterParam(args);
  const now = portal.clock.now();
  const spaceId = directory.space.id;
  const [poll, part, related, turnout] = await Promise.all([
    readPage(() => readPoll(portal.db, spaceId, id, language, now)),
    viewer ? readPage(() => partOf(context, id, viewer.personId, now)) : { own: null, reasons: [] },
    portal.related.of(spaceId, id, "poll", language, now),
    readPage(() => turnoutHere(context, id)),
  ]);
  const asked = new URL(request.url).searchParams.get("done");
  const page = pollPageOf(poll, part, context);
  const t = translator(language, directory.space.kind);
  return {
    poll: page,
    related: relatedItemsOf(related, directory, language),
    turnout,
    done: (viewer && DONE.find((one) => one === asked)) ?? null,
    meta: { title: page.title, description: page.summary ?? t("polls:lead"), type: "article" as const },
  };
}

async function partOf(
  { portal, directory, viewer }: LoaderFunctionArgs["context"],
  id: number,
  personId: number,
  now: Date,
) {
  const poll = await getPoll(portal.db, directory.space.id, id);
  const voter = { personId, district: viewer?.district ?? null };
  const [own, reasons] = await Promise.all([
    readOwnBallot(portal.polls, poll, personId),
    electorReasons(portal.polls, poll.definition.who, voter, now),
  ]);
  return { own, reasons };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export async function action(args: ActionFunctionArgs) {
  const { params, context } = args;
  const id = await matterParam(args);
  const { portal, directory } = context;
  const spaceId = directory.space.id;
  return writePage(
    args,
    {
      permission: "poll.take-part",
      limit: "touch",
      returnTo: `/polls/${params.id}#ballot`,
      unkept: `/polls/${params.id}?done=again#ballot`,
      mostFields: MOST_FIELDS,
    },
    async ({ viewer, form, now }) => {
      const { definition } = await getPoll(portal.db, spaceId, id);
      const { result } = await castBallot(portal.polls, {
        spaceId,
        matterId: id,
        voter: viewer,
        answers: answersOf(form, definition),
        at: now,
      });
      return redirect(`/polls/${params.id}?done=${result}#ballot`);
    },
  );
}

export default function Poll() {
  const { poll, related, turnout, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <PollPage poll={poll} related={related} turnout={turnout} done={done} answer={answer} />;
}
