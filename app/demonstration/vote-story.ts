import { DAY_MS, dayNumber, dayOf, seoulDay, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import type { Pause } from "#app/domain/kinds/drive/calendar.ts";
import { announceVote } from "#app/domain/kinds/vote/announce-vote.ts";
import { enterCount } from "#app/domain/kinds/vote/enter-counts.ts";
import { publishVoteResult } from "#app/domain/kinds/vote/publish-result.ts";
import { writeVoteDraft } from "#app/domain/kinds/vote/vote-drafts.ts";
import { electionPauses, votingDay } from "#app/domain/kinds/vote/voting-day.ts";
import { readViewer } from "#app/domain/person/viewer.ts";
import type { VoteLaw } from "#db/tables/statute-definition.ts";
import type { Act, SeedContext } from "./story.ts";
import type { VoteText } from "./vote-texts.ts";

export interface VoteSeed extends Pick<SeedContext, "tx" | "directory" | "officer" | "now"> {
  law: VoteLaw;
  /** The elections' pauses, as drives have them. */
  elections: readonly Pause[];
}

const HOUR_MS = DAY_MS / 24;
const HOURS = { opens: "06:00", closes: "20:00" };
/** Two days after its notice a vote is ahead by three weeks or more; so long after its day one is over and published. */
const AHEAD_SINCE = 2;
const OVER_SINCE = 3;
/** An election keeps the city from announcing any for two months. */
const FURTHEST_BACK = 200;

/** What happened around one vote: written, announced, and where it is over, counted by two officers and published. */
export function voteActs(seed: VoteSeed, text: VoteText): Act[] {
  const { tx, directory, now } = seed;
  const isOver = text.places.every(({ counted }) => counted !== undefined);
  const { noticedOn, day } = noticeOf(seed, isOver);
  const at = (date: string, hour: number) =>
    new Date((startOfSeoulDay(date)?.getTime() ?? 0) + hour * HOUR_MS);
  const writing = async (login: string, moment: Date) => {
    const viewer = await readViewer(tx, await seed.officer(login), moment);
    if (!viewer) throw new Error(`There is nobody with the login ${login}.`);
    return { db: tx, directory, viewer, now: moment };
  };
  let id = 0;
  const announced: Act = {
    at: at(noticedOn, 9),
    async do(moment) {
      id = await writeVoteDraft(await writing("election", moment), contentOf(text, noticedOn));
      await announceVote(await writing("election-2", moment), id, 1);
    },
  };
  if (!isOver) return [announced];
  const counted: Act = {
    at: at(day, 23),
    async do(moment) {
      for (const login of ["election", "election-2"]) {
        const officer = await writing(login, moment);
        for (const [index, { counted: figures }] of text.places.entries()) {
          const [first = 0, second = 0, invalid = 0] = figures ?? [];
          const typed = { ballots: first + second + invalid, first, second, invalid };
          const fields = Object.entries(typed).map(([name, value]) => [name, String(value)]);
          await enterCount(officer, id, index + 1, Object.fromEntries(fields));
        }
      }
      await publishVoteResult(await writing("election", moment), id);
    },
  };
  return now < counted.at ? [announced] : [announced, counted];
}

/** The latest day on which it could be announced so that it is ahead now, or over. */
function noticeOf({ law, elections, now }: VoteSeed, isOver: boolean): { noticedOn: string; day: string } {
  const today = dayNumber(seoulDay(now));
  const pauses = electionPauses(law, elections);
  for (let back = AHEAD_SINCE; back < FURTHEST_BACK; back += 1) {
    const noticedOn = dayOf(today - back);
    const { day } = votingDay(law, noticedOn, pauses, []);
    const paused = pauses.some(({ from, until }) => from <= noticedOn && noticedOn <= until);
    const fits = isOver ? dayNumber(day) <= today - OVER_SINCE : dayNumber(day) > today;
    if (fits && !paused) return { noticedOn, day };
  }
  throw new Error("No vote could be announced in the last two hundred days.");
}

function contentOf(text: VoteText, noticedOn: string): object {
  const { choices, arguments: said, places, ...rest } = text;
  return {
    ...rest,
    ...HOURS,
    form: choices ? "two-choices" : "yes-no",
    ...choices,
    forFirst: said.first,
    forSecond: said.second,
    noticedOn,
    places: places
      .map(({ name, address, district, eligible }) => [name, address, district, eligible].join("; "))
      .join("\n"),
  };
}
