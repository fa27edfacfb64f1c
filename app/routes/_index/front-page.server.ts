import { matterPath } from "#app/domain/matter/address.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { readFrontPage } from "#app/domain/views/read-front-page.ts";
import { dutyItemsOf } from "#app/doors/pages/duty-items.ts";
import { proposalItemsOf } from "#app/doors/pages/proposal-items.ts";
import type { Language } from "#db/tables/language.ts";

type FrontPage = Awaited<ReturnType<typeof readFrontPage>>;

/** What one can take part in, as the first page says it in short. */
interface JoinItem {
  kind: "forum" | "drive" | "poll" | "vote";
  path: string;
  title: string;
  /** Of a drive: which kind of request, in the reader's language; null: the kind's own name. */
  kindName: string | null;
  /** Its category, or the office that asks. */
  place: string;
  /** What `count` counts; null: nobody is counted, what counts is its voting day. */
  counted: "signed" | "joined" | null;
  count: number;
  /** The next number to reach; null: there is none, or it was reached. */
  required: number | null;
  /** ISO; null: what counts is its voting day (YYYY-MM-DD). */
  closesAt: string | null;
  votingDay: string | null;
}

const RISING = 3;
const JOIN = 4;

/** The first page in the reader's language. */
export function frontPageOf(page: FrontPage, directory: Directory, language: Language) {
  const { rules, owed, answered, titles, counts, kinds } = page;
  const { hot, closest, picture } = kinds.proposal;
  const isHot = new Set(hot.map(({ id }) => id));
  const unmoved = closest.filter(({ id }) => !isHot.has(id)).map((proposal) => ({ ...proposal, week: 0 }));
  const [first, ...others] = [...hot, ...unmoved];
  const [featured] = proposalItemsOf(first ? [first] : [], directory, language);
  return {
    rules,
    featured: first && featured ? { ...featured, week: first.week, picture: picture ?? null } : null,
    rising: proposalItemsOf(others.slice(0, RISING), directory, language),
    join: joinOf(kinds, directory, language),
    owed: dutyItemsOf(owed, titles, language),
    answered: answered.map(({ duty, decision }) => ({
      id: duty.id,
      office: duty.officeName[language],
      matter: { ...duty.matter, title: titles.get(duty.matter.id) ?? duty.matter.title },
      metAt: duty.metAt,
      decision,
    })),
    counts,
  };
}

export type FrontPageData = ReturnType<typeof frontPageOf>;

/** One of each kind first, then the rest, so that no kind hides another. */
function joinOf({ forum, drive, poll, vote }: FrontPage["kinds"], directory: Directory, language: Language) {
  const labels = labelsOf(directory, language);
  const still = (count: number, required: number | null) =>
    required !== null && count < required ? required : null;
  const kinds: JoinItem[][] = [
    drive.map(({ id, title, kindName, category, supportCount, required, collectUntil }) => ({
      kind: "drive",
      path: matterPath("drive", id),
      title,
      kindName: kindName[language],
      place: labels.category(category),
      counted: "signed",
      count: supportCount,
      required: still(supportCount, required),
      closesAt: collectUntil,
      votingDay: null,
    })),
    poll.map(({ id, title, officeName, participants, closesAt }) => ({
      kind: "poll",
      path: matterPath("poll", id),
      title,
      kindName: null,
      place: officeName[language],
      counted: "joined",
      count: participants,
      required: null,
      closesAt,
      votingDay: null,
    })),
    forum.map(({ id, title, category, participants, nextThreshold, closesAt }) => ({
      kind: "forum",
      path: matterPath("forum", id),
      title,
      kindName: null,
      place: labels.category(category),
      counted: "joined",
      count: participants,
      required: still(participants, nextThreshold),
      closesAt,
      votingDay: null,
    })),
    vote.map(({ id, title, officeName, votingDay }) => ({
      kind: "vote",
      path: matterPath("vote", id),
      title,
      kindName: null,
      place: officeName[language],
      counted: null,
      count: 0,
      required: null,
      closesAt: null,
      votingDay,
    })),
  ];
  const longest = Math.max(...kinds.map(({ length }) => length));
  return Array.from({ length: longest }, (_, place) =>
    kinds.flatMap((items) => items.slice(place, place + 1)),
  )
    .flat()
    .slice(0, JOIN);
}
