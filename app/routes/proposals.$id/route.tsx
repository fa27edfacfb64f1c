import { type ActionFunctionArgs, type LoaderFunctionArgs, replace } from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  type MetaFunction,
  useActionData,
  useLoaderData,
} from "@remix-run/react";
import { metaOfPage } from "#app/components/page-meta.ts";
import { type Reached, reachServer } from "#app/components/write/reach-server.ts";
import { COMMENT_LIMITS, readComments } from "#app/domain/comment/comments.ts";
import { PortalError } from "#app/domain/errors.ts";
import { readProposalPage } from "#app/domain/kinds/proposal/read-proposal-page.ts";
import { readPollsFrom } from "#app/domain/views/poll-origins.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { pathOf, readPage, writePage } from "#app/doors/page.ts";
import { followingOf } from "#app/doors/pages/following.ts";
import { relatedItemsOf } from "#app/doors/pages/related-items.ts";
import { giveVerdictOn } from "#app/doors/pages/verdict-act.ts";
import { matterSharedAs } from "#app/doors/share/shared-as.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { dialectOf, plainExcerpt } from "#app/platform/markdown.ts";
import { actOnComments } from "./comment-acts.server.ts";
import { doneOf } from "./done-notice.tsx";
import { proposalPageOf } from "./proposal-page.server.ts";
import { ProposalPage } from "./proposal-page.tsx";

await loadTexts("supporter", "follower", "auditor", "polled");

const COMMENTS_A_PAGE = 10;

/** One proposal: what it wants, how far it has come, and the button to stand behind it. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const { portal, viewer, directory, language } = context;
  const reader = { personId: viewer?.personId, language };
  const id = await matterParam(args);
  const now = portal.clock.now();
  const url = new URL(request.url);
  const [proposal, related, polls, following, shared, comments] = await Promise.all([
    readPage(() => readProposalPage(portal.db, context.directory.space.id, id, reader, now)),
    portal.related.of(context.directory.space.id, id, "proposal", language, now),
    readPollsFrom(portal.db, id, { spaceId: directory.space.id, language, now }),
    followingOf(context, "matter", id),
    matterSharedAs(context, id),
    readPage(() =>
      readComments(portal.db, id, viewer?.personId, url.searchParams.get("cursor"), COMMENTS_A_PAGE),
    ),
  ]);
  const page = proposalPageOf(proposal, directory, language);
  return {
    proposal: page,
    related: relatedItemsOf(related, directory, language),
    polls,
    comments: { ...comments, limit: COMMENT_LIMITS.max },
    following,
    done: proposal.reader.isAuthor ? doneOf(url.searchParams) : null,
    /** The reader stands behind it since a moment ago. */
    justAgreed: proposal.reader.supports && url.searchParams.get("done") === "agreed",
    meta: {
      title: page.title,
      description: proposal.translation?.summary ?? plainExcerpt(proposal.body, dialectOf(proposal.source)),
      type: "article" as const,
      shared,
    },
  };
}

/** A map and not an object: every object has a "constructor". */
const CHANGES: ReadonlyMap<string, "add" | "remove"> = new Map([
  ["agree", "add"],
  ["withdraw-agreement", "remove"],
]);

export async function action(args: ActionFunctionArgs) {
  const { request, params, context } = args;
  const id = await matterParam(args);
  return writePage(
    { request, context },
    {
      permission: "proposal.support",
      limit: "touch",
      returnTo: `/proposals/${params.id}`,
      carries: (form) =>
        form.get("intent") === "agree" ? { label: "agree", fields: [["intent", "agree"]] } : undefined,
    },
    async (write) => {
      if ((await giveVerdictOn(context, id, write)) || (await actOnComments(context, id, write)))
        return replace(pathOf(request));
      const { viewer, form, now } = write;
      const change = CHANGES.get(String(form.get("intent")));
      if (!change) throw new PortalError("bad-request");
      const { personId } = viewer;
      const outcome = await context.portal.supports.submit({
        spaceId: context.directory.space.id,
        matterId: id,
        personId,
        kind: "proposal",
        change,
        at: now,
      });
      if (outcome.result === "refused") throw new PortalError(outcome.why);
      // The same page again: "back" must not lead through every touch.
      return replace(`/proposals/${params.id}${change === "add" ? "?done=agreed" : ""}`);
    },
  );
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  reachServer(serverAction<typeof action>);

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Proposal() {
  const { meta: _, ...page } = useLoaderData<typeof loader>();
  return <ProposalPage {...page} answer={useActionData<Reached<typeof action>>()} />;
}
