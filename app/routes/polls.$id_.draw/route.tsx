import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { PortalError } from "#app/domain/errors.ts";
import { readOwnBallot } from "#app/domain/kinds/poll/own-ballot.ts";
import { declineDraw, readInDraw, readOwnGift } from "#app/domain/kinds/poll/own-draw.ts";
import { pollStateAt } from "#app/domain/kinds/poll/poll-state.ts";
import { readDraw } from "#app/domain/kinds/poll/read-draw.ts";
import { getPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { inLanguage } from "#app/domain/said.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPage, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { How } from "./how.tsx";
import { OwnPart } from "./own-part.tsx";
import { Winners } from "./winners.tsx";

await loadTexts("polled", "drawn");

/** How a poll's gifts of thanks are drawn, who would rather not be, and what came out. */
export async function loader(args: LoaderFunctionArgs) {
  const { portal, directory, viewer, language } = args.context;
  const id = await matterParam(args);
  const { db, polls } = portal;
  const spaceId = directory.space.id;
  return readPage(async () => {
    const poll = await getPoll(db, spaceId, id);
    const draw = await readDraw(db, poll, language);
    if (!draw) throw data({ code: "not-found" }, { status: 404 });
    const ballot = viewer && (await readOwnBallot(polls, poll, viewer.personId));
    const title = inLanguage(poll.definition.title, language);
    const t = translator(language, directory.space.kind);
    return {
      draw,
      title,
      open: pollStateAt(poll, portal.clock.now()) === "open",
      own: viewer &&
        ballot && {
          number: ballot.receipt,
          isIn: await readInDraw(polls, id, viewer.personId),
          gift: await readOwnGift(polls, poll, viewer.personId, language),
        },
      meta: { title: t("draw:titleOf", { title }), description: t("draw:lead") },
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  const { params, context } = args;
  const { portal, directory } = context;
  const id = await matterParam(args);
  return writePage(args, { permission: "poll.take-part", limit: "touch" }, async ({ viewer, form, now }) => {
    const intent = form.get("intent");
    if (intent !== "decline" && intent !== "join") throw new PortalError("bad-request");
    await declineDraw(portal.db, directory.space.id, id, viewer.personId, intent === "decline", now);
    return redirect(`/polls/${params.id}/draw`);
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Draw() {
  const here = useMatterHere();
  const { t } = useTranslation("draw");
  const { t: ofPolls } = useTranslation("polls");
  const { draw, title, open, own } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { summary } = useRefusal(answer?.refused, {});
  return (
    <article className="page-narrow">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        crumbs={[
          { label: ofPolls("title"), to: "/polls" },
          { label: title, to: `/polls/${here}` },
          { label: t("title") },
        ]}
      />
      <ErrorSummary errors={summary} />
      <div className="stack loose">
        <OwnPart own={own} open={open} state={draw.state} />
        <Winners draw={draw} />
        <How draw={draw} />
      </div>
    </article>
  );
}
