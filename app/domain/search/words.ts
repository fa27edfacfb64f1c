import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import { parseId, parseInput, text } from "#app/domain/input.ts";
import type { Database, Queryable, Tx } from "#db/client.ts";
import { enqueue } from "#db/queries/jobs.ts";
import {
  deleteStopWord,
  deleteSynonymGroup,
  insertStopWords,
  insertSynonymGroups,
  listStopWords,
  listSynonymGroups,
  lockWords,
  updateSynonymGroup,
} from "#db/queries/search-words.ts";
import defaults from "#db/seed/search-words.json";
import { inTransaction } from "#db/transaction.ts";

const WORD_LENGTH = 40;
const GROUP_WORDS = { min: 2, max: 20 };
/** Engines read all of them with each change; what people keep by hand stays far below. */
const MOST_GROUPS = 500;
const MOST_STOP_WORDS = 500;

/** Words as somebody lists them in one field, each once, whatever its case. */
function wordList(separator: RegExp, { min, max }: { min: number; max: number }) {
  return text({ min: 1, max: max * (WORD_LENGTH + 2) }).transform((value, context) => {
    const fail = (message: string, params: Record<string, number>) => {
      context.addIssue({ code: "custom", message, params });
      return z.NEVER;
    };
    const words = new Map<string, string>();
    for (const part of value.split(separator)) {
      const word = part.replace(/\s+/g, " ").trim();
      if (word === "") continue;
      if ([...word].length > WORD_LENGTH) return fail("too-long", { max: WORD_LENGTH });
      // Search looks at letters and digits only: any other word would stand for nothing.
      if (!/[\p{L}\p{N}]/u.test(word)) return fail("bad-characters", {});
      if (!words.has(word.toLowerCase())) words.set(word.toLowerCase(), word);
    }
    if (words.size < min) return fail("too-few", { min });
    if (words.size > max) return fail("too-many", { max });
    return [...words.values()];
  });
}

const groupSchema = z.object({ words: wordList(/[,，、;\n]/, GROUP_WORDS) });
/** Stop words are single words: a space parts them too. */
const stopWordsSchema = z.object({ stopWords: wordList(/[,，、;\s]/, { min: 1, max: 100 }) });

/** Puts in the words that a new space begins with. */
export async function insertDefaultWords(tx: Tx, spaceId: number, now: Date): Promise<void> {
  await insertSynonymGroups(tx, spaceId, defaults.synonyms, now);
  await insertStopWords(tx, spaceId, defaults.stopWords);
}

/** A space's synonyms, group by group, and its stop words. */
export async function readWords(db: Queryable, spaceId: number) {
  const [groups, stopWords] = await Promise.all([listSynonymGroups(db, spaceId), listStopWords(db, spaceId)]);
  return { groups, stopWords };
}

type WordChange = (tx: Tx, spaceId: number, fields: Record<string, string>, now: Date) => Promise<void>;

/** What the operator's forms ask for, by their `intent`. A map and not an object: every object has a "constructor". */
const CHANGES: ReadonlyMap<string | undefined, WordChange> = new Map<string, WordChange>([
  [
    "add-group",
    async (tx, spaceId, fields, now) => {
      const { words } = parseInput(groupSchema, fields);
      if ((await listSynonymGroups(tx, spaceId)).length >= MOST_GROUPS) throw new PortalError("words-full");
      await insertSynonymGroups(tx, spaceId, [words], now);
    },
  ],
  [
    "change-group",
    async (tx, spaceId, fields, now) => {
      const { words } = parseInput(groupSchema, fields);
      const changed = await updateSynonymGroup(tx, spaceId, idOf(fields), words, now);
      if (!changed) throw new PortalError("changed-meanwhile");
    },
  ],
  ["remove-group", (tx, spaceId, fields) => deleteSynonymGroup(tx, spaceId, idOf(fields))],
  [
    "add-stop-words",
    async (tx, spaceId, fields) => {
      const { stopWords } = parseInput(stopWordsSchema, fields);
      const all = new Set([...(await listStopWords(tx, spaceId)), ...stopWords]);
      if (all.size > MOST_STOP_WORDS) throw new PortalError("words-full");
      await insertStopWords(tx, spaceId, stopWords);
    },
  ],
  ["remove-stop-word", (tx, spaceId, fields) => deleteStopWord(tx, spaceId, fields.word ?? "")],
]);

function idOf(fields: Record<string, string>): number {
  const id = parseId(fields.group);
  if (id === undefined) throw new PortalError("bad-request");
  return id;
}

/**
 * One change to a space's synonyms or stop words; the engines hear of it by the job that is enqueued with it.
 *
 * @param fields `intent`, and what it needs: `words`, `group`, `stopWords`, `word`
 * @throws PortalError "invalid-input", "bad-request", "words-full", "changed-meanwhile"
 */
export function changeWords(
  db: Database,
  spaceId: number,
  fields: Record<string, string>,
  now: Date,
): Promise<void> {
  const change = CHANGES.get(fields.intent);
  if (!change) throw new PortalError("bad-request");
  return inTransaction(db, async (tx) => {
    await lockWords(tx, spaceId);
    await change(tx, spaceId, fields, now);
    // The engines read the words themselves; an outside one is told of them by the job.
    await enqueue(tx, "sync-search", {});
  });
}
