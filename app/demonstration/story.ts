import { DAY_MS, seoulDay } from "#app/domain/calendar/dates.ts";
import { isInterim } from "#app/domain/duty/interim.ts";
import { publishReply } from "#app/domain/duty/reply.ts";
import { askQuestion } from "#app/domain/kinds/forum/ask-question.ts";
import { putBackground } from "#app/domain/kinds/forum/background.ts";
import { opinionLine, opinionReplyLine } from "#app/domain/kinds/forum/lines.ts";
import { addSupplement } from "#app/domain/kinds/proposal/author-acts.ts";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { readViewer } from "#app/domain/person/viewer.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { applyGroup } from "#app/domain/support/apply-group.ts";
import type { SupportCommand } from "#app/domain/support/support-command.ts";
import type { Tx } from "#db/client.ts";
import { putComment } from "#db/queries/comments.ts";
import { listDutiesOfMatters } from "#db/queries/duties.ts";
import { addToStances, listForumsOfProposals } from "#db/queries/forums.ts";
import { insertOpinionsWithReactions } from "#db/queries/opinions.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { insertVerdicts } from "#db/queries/verdicts.ts";
import type { Decision, Verdict } from "#db/tables/duty.ts";
import type { Stance } from "#db/tables/forum.ts";
import { opinionMapActs } from "./opinion-map.ts";
import type { ForumText, OpinionText, ProposalText } from "./texts.ts";

export interface SeedContext {
  tx: Tx;
  directory: Directory;
  /** Person ids of citizen-1 … citizen-1500. */
  citizens: number[];
  officer(officeCode: string): Promise<number>;
  moderator(): Promise<number>;
  now: Date;
}

export function authorOf({ citizens }: SeedContext, index: number): number {
  const author = citizens[index];
  if (author === undefined) throw new RangeError("There are more proposals than citizens.");
  return author;
}

/** One thing that somebody did in the city's first month. */
export interface Act {
  at: Date;
  do(at: Date): Promise<void>;
}

const MINUTE_MS = 60_000;
const THRESHOLDS = new Set([50, 100]);
/** No multiple of 2, 3 or 5, so that stepping by one through 1,500 citizens meets each once. */
const STRIDES = [7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47];

/** Distinct citizens, other ones for each proposal, never its author. */
function somePeople({ citizens }: SeedContext, index: number, count: number): number[] {
  const stride = STRIDES[index % STRIDES.length] ?? 7;
  const people: number[] = [];
  for (let step = 0; people.length < count; step += 1) {
    const person = citizens[(index * 131 + step * stride + 200) % citizens.length];
    if (person !== undefined && person !== citizens[index]) people.push(person);
  }
  return people;
}

/** What happened around one proposal: publishing, agreements day by day, the reply, the forum. */
export function actsOf(
  context: SeedContext,
  text: ProposalText,
  index: number,
  publish: (at: Date) => Promise<number>,
): Act[] {
  const now = context.now.getTime();
  const spaceId = context.directory.space.id;
  const published = now - text.publishedDaysAgo * DAY_MS;
  let id = 0;
  const acts: Act[] = [
    {
      at: new Date(published),
      async do(at) {
        id = await publish(at);
      },
    },
  ];
  const times = supportTimes(text, published, now);
  const people = somePeople(context, index, text.support);
  for (const group of groupsByDay(times)) {
    const last = group.at(-1);
    const at = last === undefined ? undefined : times[last];
    if (at === undefined) continue;
    acts.push({
      at: new Date(at),
      async do() {
        const commands = group.flatMap((position): SupportCommand[] => {
          const [personId, time] = [people[position], times[position]];
          if (personId === undefined || time === undefined) return [];
          return [{ spaceId, matterId: id, personId, kind: "proposal", change: "add", at: new Date(time) }];
        });
        await applyGroup(context.tx, SUPPORT_PLUGS, commands);
      },
    });
  }
  const answeredFrom = times[49];
  if (text.reply && answeredFrom !== undefined) {
    const { afterDays, nextInDays, body, decision } = text.reply;
    let dutyId = 0;
    // What was to be answered by now is answered by this morning at the latest.
    const at = new Date(Math.min(answeredFrom + afterDays * DAY_MS, now - 3 * 60 * MINUTE_MS));
    acts.push({
      at,
      async do() {
        const [duty] = await listDutiesOfMatters(context.tx, [id]);
        const viewer = duty && (await readViewer(context.tx, await context.officer(duty.office_code), at));
        if (!duty || !viewer) throw new Error(`${text.slug} has no duty to answer.`);
        const nextDate =
          nextInDays === undefined ? undefined : seoulDay(new Date(at.getTime() + nextInDays * DAY_MS));
        const reply = { body, decision, nextDate };
        await publishReply(context.tx, viewer, context.directory.space.id, duty.id, reply, at);
        dutyId = duty.id;
      },
    });
    const judgedAt = new Date(Math.min(at.getTime() + 2 * DAY_MS, now - 60 * MINUTE_MS));
    const judges = people.filter((_, position) => position % 3 === 0 && position < 50);
    // What is still studied answers nothing, and is not judged.
    if (!isInterim(decision))
      acts.push({
        at: judgedAt,
        do: () => insertVerdicts(context.tx, dutyId, verdictsOf(judges, decision), judgedAt),
      });
  }
  if (text.supplement) {
    const { afterDays, body } = text.supplement;
    acts.push({
      at: new Date(published + afterDays * DAY_MS),
      do: (at) => addSupplement(context.tx, spaceId, id, authorOf(context, index), body, at),
    });
  }
  acts.push(...commentActs(context, text, index, published, () => id));
  const forumFrom = times[99];
  if (text.forum && forumFrom !== undefined) {
    acts.push(...forumActs(context, text.forum, index, { from: forumFrom, until: now }, () => id));
  }
  return acts;
}

/** What others asked and said below a proposal, each at its time, and the author's answers some hours later. */
function commentActs(
  context: SeedContext,
  text: ProposalText,
  index: number,
  published: number,
  proposalId: () => number,
): Act[] {
  const writers = somePeople(context, index + 500, text.comments.length);
  return text.comments.flatMap(({ afterDays, body, answer }, position): Act[] => {
    const [at, writer] = [new Date(published + afterDays * DAY_MS), writers[position]];
    if (writer === undefined) return [];
    const put = (by: number, words: string, when: Date, answers: number | null) =>
      putComment(context.tx, {
        matter_id: proposalId(),
        person_id: by,
        answers,
        body: words,
        created_at: when,
      });
    return [
      {
        at,
        async do() {
          const asked = await put(writer, body, at, null);
          const answeredAt = new Date(at.getTime() + 5 * 60 * MINUTE_MS);
          if (answer !== undefined) await put(authorOf(context, index), answer, answeredAt, asked);
        },
      },
    ];
  });
}

/** Who gets a yes is content, who gets a no is not, some each way. */
const SAID: Partial<Record<Decision, readonly Verdict[]>> = {
  "will-do": ["yes", "yes", "partly", "yes", "yes", "no"],
  partly: ["partly", "yes", "partly", "no"],
  cannot: ["no", "no", "partly", "yes", "no"],
};

function verdictsOf(people: readonly number[], decision: Decision) {
  const said = SAID[decision] ?? [];
  return people.map((personId, position) => ({
    personId,
    verdict: said[position % said.length] ?? "partly",
  }));
}

/**
 * When each agreement came: most of them early, more so where an answer was given or is overdue. Times are whole
 * milliseconds, rising, and before now.
 */
function supportTimes(text: ProposalText, published: number, now: number): number[] {
  const overdue = text.support >= 50 && !text.reply && text.publishedDaysAgo > 26;
  const power = overdue ? 6 : text.support >= 50 ? 3 : 1.5;
  const span = now - published - 20 * MINUTE_MS;
  return Array.from({ length: text.support }, (_, position) =>
    Math.round(published + 10 * MINUTE_MS + span * ((position + 0.5) / text.support) ** power),
  );
}

/** Positions by Seoul day, each threshold ending a group so that its crossing has its own moment. */
function groupsByDay(times: number[]): number[][] {
  const groups: number[][] = [];
  let day = "";
  times.forEach((time, position) => {
    const today = seoulDay(new Date(time));
    if (today !== day || THRESHOLDS.has(position)) groups.push([]);
    groups.at(-1)?.push(position);
    day = today;
  });
  return groups;
}

/**
 * The forum's opinions, a day at a time: the participants are counted as always, the texts go in together. One by
 * one, a thousand updates of one row in one transaction made the city take half a minute.
 */
function forumActs(
  context: SeedContext,
  text: ForumText,
  index: number,
  span: { from: number; until: number },
  proposalId: () => number,
): Act[] {
  const { tx, directory } = context;
  let forumId = 0;
  const people = somePeople(context, index + 300, text.opinions.length);
  const step = (span.until - span.from) / (text.opinions.length + 2);
  const times = text.opinions.map((_, position) => Math.round(span.from + step * (position + 1)));
  const opening: Act = {
    at: new Date(span.from + 1),
    async do() {
      const forum = (await listForumsOfProposals(tx, [proposalId()])).get(proposalId());
      if (forum === undefined) throw new Error("The forum did not open.");
      forumId = forum;
      await askQuestion(tx, directory.space.id, forum, text.question, opening.at);
      for (const item of text.background)
        await putBackground(tx, directory.space.id, forum, { ...item, url: null }, opening.at);
    },
  };
  const days = groupsByDay(times).map((group): Act => {
    const given = group.flatMap((position): GivenOpinion[] => {
      const [opinion, personId, time] = [text.opinions[position], people[position], times[position]];
      if (opinion === undefined || personId === undefined || time === undefined) return [];
      const spread = position % 40 === 0 ? text.replies[position / 40] : undefined;
      return [
        { ...opinion, replies: spread ? [spread] : opinion.replies, position, personId, at: new Date(time) },
      ];
    });
    return {
      at: given.at(-1)?.at ?? opening.at,
      do: () => giveOpinions(context, forumId, given),
    };
  });
  const map = text.map ? opinionMapActs(context, text.map, span, () => forumId) : [];
  return [opening, ...days, ...map];
}

type GivenOpinion = OpinionText & { position: number; personId: number; at: Date };

async function giveOpinions(
  { tx, directory, citizens }: SeedContext,
  forumId: number,
  given: GivenOpinion[],
): Promise<void> {
  await applyGroup(
    tx,
    SUPPORT_PLUGS,
    given.map(({ personId, at }) => ({
      spaceId: directory.space.id,
      matterId: forumId,
      personId,
      kind: "forum",
      change: "add",
      at,
    })),
  );
  const count = (stance: Stance) => given.filter((opinion) => opinion.stance === stance).length;
  await addToStances(tx, forumId, { for: count("for"), against: count("against"), other: count("other") });
  const written = await insertOpinionsWithReactions(
    tx,
    given.map(({ stance, body, personId, at, position, helpful, replies }) => ({
      opinion: {
        forum_id: forumId,
        person_id: personId,
        stance,
        body,
        version: 1,
        created_at: at,
        updated_at: at,
      },
      helpfulTo: readers(citizens, position * 29 + 1_100, helpful).filter((reader) => reader !== personId),
      replies: replies.map((reply, number) => ({
        body: reply,
        personId: readers(citizens, position * 53 + number * 17 + 900, 1)[0] ?? personId,
      })),
    })),
  );
  await noteSearchChanges(
    tx,
    written.opinions.map(({ id }) => ({ kind: "opinion", id })),
  );
  const lines = [
    ...written.opinions.map((opinion) => ({
      ...opinionLine({ ...opinion, version: 1 }),
      at: opinion.created_at,
    })),
    ...written.replies.map(({ id, opinion_id, body, created_at }) => ({
      ...opinionReplyLine({ id, opinion: opinion_id, body }),
      at: created_at,
    })),
  ];
  await appendToLedger(
    tx,
    lines.map((line) => ({ spaceId: directory.space.id, matterId: forumId, ...line })),
  );
}

function readers(citizens: number[], from: number, count: number): number[] {
  return Array.from({ length: count }, (_, step) => citizens[(from + step * 7) % citizens.length] ?? 0);
}
