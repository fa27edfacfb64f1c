import type { ComponentProps } from "react";
import { DriveCards } from "#app/components/drive/drive-card.tsx";
import { AnsweredList } from "./answered-list.tsx";
import { ClosestList } from "./closest-list.tsx";
import { ForumsUnderWay } from "./forums-under-way.tsx";
import { HomeSection } from "./home-section.tsx";
import { HotList } from "./hot-list.tsx";
import { OwedList } from "./owed-list.tsx";

interface SectionsProps {
  hot: ComponentProps<typeof HotList>["proposals"];
  closest: ComponentProps<typeof ClosestList>["proposals"];
  drives: ComponentProps<typeof DriveCards>["drives"];
  answered: ComponentProps<typeof AnsweredList>["replies"];
  owed: ComponentProps<typeof OwedList>["duties"];
  counts: ComponentProps<typeof OwedList>["counts"];
  forums: ComponentProps<typeof ForumsUnderWay>["forums"];
}

/** What moves, what was answered, what is owed, what is being discussed. */
export function Sections({ hot, closest, drives, answered, owed, counts, forums }: SectionsProps) {
  // Bands of two grounds take turns, whether there are drives or not.
  const shifted = drives.length > 0;
  return (
    <>
      <HomeSection id="hot" more="/proposals?sort=agreed">
        <HotList proposals={hot} />
      </HomeSection>
      <HomeSection id="closest" more="/proposals?sort=closest" tinted>
        <ClosestList proposals={closest} />
      </HomeSection>
      {/* Where none collects, nothing is said: a drive is rare. */}
      {shifted && (
        <HomeSection id="drives" more="/drives">
          <DriveCards drives={drives} columns={3} />
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
