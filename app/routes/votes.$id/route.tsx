import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { metaOfPage } from "#app/components/page-meta.ts";
import { mayManage } from "#app/domain/kinds/vote/commission.ts";
import { readVote } from "#app/domain/kinds/vote/read-vote.ts";
import { voteTrackOf } from "#app/domain/kinds/vote/track.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPage } from "#app/doors/page.ts";
import { followingOf } from "#app/doors/pages/following.ts";
import { relatedItemsOf } from "#app/doors/pages/related-items.ts";
import { matterSharedAs } from "#app/doors/share/shared-as.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { VotePage } from "./vote-page.tsx";

await loadTexts("polled", "follower", "auditor");

/** One residents' vote: what is asked, when and where one votes, and what came of it. */
export async function loader(args: LoaderFunctionArgs) {
  const { portal, viewer, directory, language } = args.context;
  const id = await matterParam(args);
  const now = portal.clock.now();
  const spaceId = directory.space.id;
  const [vote, related, following, shared] = await Promise.all([
    readPage(() => readVote(portal.db, spaceId, id, language, now)),
    portal.related.of(spaceId, id, "vote", language, now),
    followingOf(args.context, "matter", id),
    matterSharedAs(args.context, id),
  ]);
  const labels = labelsOf(directory, language);
  return {
    vote: {
      ...vote,
      category: labels.category(vote.category),
      officeName: vote.officeName[language],
      places: vote.places.map((place) => ({ ...place, district: labels.district(place.district) })),
      offices: labels.offices,
      track: voteTrackOf({ ...vote, now: now.toISOString() }),
    },
    manages: mayManage(viewer, directory),
    related: relatedItemsOf(related, directory, language),
    following,
    meta: {
      title: vote.title,
      description: vote.question,
      type: "article" as const,
      shared,
      // Before it is counted there is nothing to show of it.
      shownElsewhere: false,
    },
  };
}

export type VotePageData = Awaited<ReturnType<typeof loader>>;

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Vote() {
  const { vote, manages, related, following } = useLoaderData<typeof loader>();
  return <VotePage vote={vote} manages={manages} related={related} following={following} />;
}
