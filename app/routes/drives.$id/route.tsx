import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { metaOfPage } from "#app/components/page-meta.ts";
import { readDrive } from "#app/domain/kinds/drive/read-drive.ts";
import { readVoteOfDrive } from "#app/domain/kinds/vote/read-vote.ts";
import { readPollsFrom } from "#app/domain/views/poll-origins.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPage } from "#app/doors/page.ts";
import { followingOf } from "#app/doors/pages/following.ts";
import { relatedItemsOf } from "#app/doors/pages/related-items.ts";
import { matterSharedAs } from "#app/doors/share/shared-as.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { plainExcerpt } from "#app/platform/markdown.ts";
import { drivePageOf } from "./drive-page.server.ts";
import { DrivePage } from "./drive-page.tsx";
import { VoteNotice } from "./vote-notice.tsx";
import { WithdrawnNotice } from "./withdrawn-notice.tsx";

await loadTexts("supporter", "follower", "auditor", "polled");

/** One drive: what it asks for, how far it has come, and the way to sign it. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const { portal, viewer, directory, language } = context;
  const id = await matterParam(args);
  const now = portal.clock.now();
  const reader = { personId: viewer?.personId, language };
  const [drive, vote, related, polls, following, shared] = await Promise.all([
    readPage(() => readDrive(portal.db, directory.space.id, id, reader, now)),
    readVoteOfDrive(portal.db, id),
    portal.related.of(directory.space.id, id, "drive", language, now),
    readPollsFrom(portal.db, id, { spaceId: directory.space.id, language, now }),
    followingOf(context, "matter", id),
    matterSharedAs(context, id),
  ]);
  const page = drivePageOf(drive, directory, language);
  return {
    drive: page,
    vote,
    related: relatedItemsOf(related, directory, language),
    polls,
    following,
    withdrawn: viewer !== null && new URL(request.url).searchParams.get("done") === "withdrawn",
    meta: {
      title: page.title,
      description: plainExcerpt(drive.translation?.summary ?? drive.draft.summary, "text"),
      type: "article" as const,
      shared,
      // Before its first number a petition is found by its address alone, by search engines neither.
      robots: drive.listed ? null : "noindex",
    },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Drive() {
  const { drive, vote, related, polls, following, withdrawn } = useLoaderData<typeof loader>();
  return (
    <DrivePage
      drive={drive}
      related={related}
      polls={polls}
      following={following}
      above={
        <>
          {withdrawn && !drive.reader.signed && <WithdrawnNotice />}
          {vote && <VoteNotice vote={vote} />}
        </>
      }
    />
  );
}
