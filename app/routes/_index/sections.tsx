import { DriveCards } from "#app/components/drive/drive-card.tsx";
import { PollCards } from "#app/components/poll/poll-card.tsx";
import { VoteCards } from "#app/components/vote/vote-card.tsx";
import { AnsweredList } from "./answered-list.tsx";
import { ClosestList } from "./closest-list.tsx";
import { ForumsUnderWay } from "./forums-under-way.tsx";
import type { FrontPageData } from "./front-page.server.ts";
import { HomeSection } from "./home-section.tsx";
import { HotList } from "./hot-list.tsx";
import { OwedList } from "./owed-list.tsx";

/** What moves, what was answered, what is owed, what is being discussed. */
export function Sections({
  hot,
  closest,
  drives,
  polls,
  votes,
  answered,
  owed,
  counts,
  forums,
}: FrontPageData) {
  // Bands of two grounds take turns, whether there are drives, votes and polls or not.
  const before = [drives, votes, polls].filter(({ length }) => length > 0);
  const shifted = before.length % 2 === 1;
  const isTinted = (list: (typeof before)[number]) => before.indexOf(list) % 2 === 1;
  return (
    <>
      <HomeSection id="hot" more="/proposals?sort=agreed">
        <HotList proposals={hot} />
      </HomeSection>
      <HomeSection id="closest" more="/proposals?sort=closest" tinted>
        <ClosestList proposals={closest} />
      </HomeSection>
      {/* Where none collects, nothing is said: a drive is rare. */}
      {drives.length > 0 && (
        <HomeSection id="drives" more="/drives">
          <DriveCards drives={drives} columns={3} />
        </HomeSection>
      )}
      {votes.length > 0 && (
        <HomeSection id="votes" more="/votes" tinted={isTinted(votes)}>
          <VoteCards votes={votes} columns={3} />
        </HomeSection>
      )}
      {polls.length > 0 && (
        <HomeSection id="polls" more="/polls" tinted={isTinted(polls)}>
          <PollCards polls={polls} columns={3} />
        </HomeSection>
      )}
      <HomeSection id="answered" more="/proposals?status=answered" tinted={shifted}>
        <AnsweredList replies={answered} />
      </HomeSection>
      <HomeSection id="owed" more="/duties" tinted={!shifted}>
        <OwedList duties={owed} counts={counts} />
      </HomeSection>
      <HomeSection id="forums" more="/forums" tinted={shifted}>
        <ForumsUnderWay forums={forums} />
      </HomeSection>
    </>
  );
}
