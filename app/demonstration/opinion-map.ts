import { addStatement } from "#app/domain/opinion-map/add-statement.ts";
import { hideStatement } from "#app/domain/opinion-map/hide-statement.ts";
import { makeMap } from "#app/domain/opinion-map/make-map.ts";
import { renewMaps } from "#app/domain/opinion-map/renew-maps.ts";
import { vote } from "#app/domain/opinion-map/vote.ts";
import { readViewer } from "#app/domain/person/viewer.ts";
import type { Vote } from "#db/tables/opinion-map.ts";
import type { Act, SeedContext } from "./story.ts";
import type { OpinionMapText } from "./texts.ts";

const LETTERS: Record<string, Vote> = { a: "agree", d: "disagree", p: "pass" };
const VOTES: readonly Vote[] = ["agree", "disagree", "pass"];
/** Of a hundred: how many say what their group mostly says, and how many say nothing. */
const LOYAL = 78;
const SILENT = 12;
/** A citizen in so many took part: no multiple of 2, 3 or 5, as their number is. */
const STRIDE = 61;

/** How a forum came by its opinion map: its statements, one that was hidden, its voters in their groups, its making. */
export function opinionMapActs(
  context: SeedContext,
  text: OpinionMapText,
  { from, until }: { from: number; until: number },
  forumId: () => number,
): Act[] {
  const { tx, directory, citizens } = context;
  const spaceId = directory.space.id;
  const people = text.groups.flatMap((size, group) => Array.from({ length: size }, () => group));
  const voter = (index: number) => citizens[(700 + index * STRIDE) % citizens.length] ?? 0;
  const step = (until - from) / (text.statements.length + 5);
  const after = (steps: number) => new Date(Math.round(from + step * steps));
  const ids: number[] = [];
  const add = async (body: string, by: number, at: Date) => {
    const added = await addStatement(tx, spaceId, forumId(), by, { body, anyway: true }, at);
    if (!("id" in added)) throw new Error("The statement was not added.");
    return added.id;
  };
  return [
    ...text.statements.map(
      ({ body }, index): Act => ({
        at: after(index + 1),
        async do(at) {
          ids.push(await add(body, voter(index * 2), at));
        },
      }),
    ),
    {
      at: after(text.statements.length + 1),
      async do(at) {
        const { body, reason } = text.hidden;
        const id = await add(body, voter(people.length), at);
        const moderator = await readViewer(tx, await context.moderator(), at);
        if (!moderator) throw new Error("There is no moderator.");
        await hideStatement(tx, moderator, spaceId, { matterId: forumId(), id }, reason, at);
      },
    },
    {
      at: after(text.statements.length + 2),
      async do(at) {
        for (const [index, group] of people.entries())
          await vote(tx, spaceId, forumId(), voter(index), votesOf(text, ids, index, group), at);
      },
    },
    {
      at: after(text.statements.length + 3),
      async do(at) {
        await renewMaps(tx, makeMap, at);
      },
    },
  ];
}

/** What somebody of a group says: mostly what it says, at times something else, to some statements nothing. */
function votesOf(text: OpinionMapText, ids: readonly number[], person: number, group: number) {
  return ids.flatMap((statement, index) => {
    const lot = lotOf(person, index);
    const leaning = LETTERS[text.statements[index]?.leanings[group] ?? ""];
    const said = lot < LOYAL ? leaning : lot < LOYAL + SILENT ? undefined : VOTES[lot % VOTES.length];
    return said ? [{ statement, vote: said }] : [];
  });
}

/** From 0 to 99, the same each time. */
function lotOf(person: number, statement: number): number {
  const mixed = Math.imul(
    Math.imul(person + 1, 0x9e3779b1) ^ Math.imul(statement + 1, 0x85ebca6b),
    0xc2b2ae35,
  );
  return ((mixed ^ (mixed >>> 15)) >>> 0) % 100;
}
