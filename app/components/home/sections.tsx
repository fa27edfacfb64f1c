import type { ComponentProps } from "react";
import { AnsweredList } from "./answered-list.tsx";
import { ClosestList } from "./closest-list.tsx";
import { ForumsUnderWay } from "./forums-under-way.tsx";
import { HomeSection } from "./home-section.tsx";
import { HotList } from "./hot-list.tsx";
import { OwedList } from "./owed-list.tsx";

interface SectionsProps {
  hot: ComponentProps<typeof HotList>["proposals"];
  closest: ComponentProps<typeof ClosestList>["proposals"];
  answered: ComponentProps<typeof AnsweredList>["replies"];
  owed: ComponentProps<typeof OwedList>["duties"];
  counts: ComponentProps<typeof OwedList>["counts"];
  forums: ComponentProps<typeof ForumsUnderWay>["forums"];
}

/** What moves, what was answered, what is owed, what is being discussed. */
export function Sections({ hot, closest, answered, owed, counts, forums }: SectionsProps) {
  return (
    <>
      <HomeSection id="hot" more="/proposals?sort=agreed">
        <HotList proposals={hot} />
      </HomeSection>
      <HomeSection id="closest" more="/proposals?sort=closest" tinted>
        <ClosestList proposals={closest} />
      </HomeSection>
      <HomeSection id="answered" more="/proposals?status=answered">
        <AnsweredList replies={answered} />
      </HomeSection>
      <HomeSection id="owed" more="/duties" tinted>
        <OwedList duties={owed} counts={counts} />
      </HomeSection>
      <HomeSection id="forums" more="/forums">
        <ForumsUnderWay forums={forums} />
      </HomeSection>
    </>
  );
}
