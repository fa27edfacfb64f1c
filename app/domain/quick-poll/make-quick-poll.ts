import { randomBytes, randomInt } from "node:crypto";
import { PortalError } from "#app/domain/errors.ts";
import { submitOnce } from "#app/domain/submit-once.ts";
import type { Database, Tx } from "#db/client.ts";
import {
  findQuickPoll,
  findQuickPollById,
  insertQuestion,
  insertQuickPoll,
} from "#db/queries/quick-polls.ts";
import { inTransaction } from "#db/transaction.ts";
import { LASTING_MS } from "./lasting.ts";
import { nameWith, proposeName } from "./name.ts";
import { CHOICES, type QuickPollInput } from "./schema.ts";

const SALT_BYTES = 32;
/** Of the same name, before it gets an end that nobody has. */
const MOST_NUMBERED = 5;
/** A code that somebody has is drawn anew; of a million few are in use. */
const MOST_DRAWN = 20;

/**
 * Opens a one-touch poll at once. The same by the same person within ten minutes is one.
 *
 * @returns its name
 * @throws PortalError "invalid-input" when the name that was asked for is somebody's
 */
export function makeQuickPoll(
  db: Database,
  spaceId: number,
  makerId: number,
  input: QuickPollInput,
  now: Date,
): Promise<string> {
  const { question, choices, name, lasts } = input;
  return inTransaction(db, async (tx) => {
    const content = [question, ...choices, name ?? null, lasts];
    const id = await submitOnce(
      tx,
      { personId: makerId, act: "quick-poll", about: spaceId, content },
      now,
      () => insert(tx, spaceId, makerId, input, now),
    );
    const made = await findQuickPollById(tx, id);
    // The one that was made first is gone, or was hidden: what is sent again is not answered with it.
    if (!made) throw new PortalError("changed-meanwhile");
    return made.name;
  });
}

async function insert(
  tx: Tx,
  spaceId: number,
  makerId: number,
  { question, choices, name, lasts }: QuickPollInput,
  now: Date,
): Promise<number> {
  const names = name === undefined ? namesFor(question) : [name];
  for (const one of names) {
    const id = await insertNamed(tx, spaceId, makerId, one, { lasts, now });
    if (id === undefined) continue;
    await insertQuestion(tx, { poll_id: id, position: 1, title: question }, choicesOf(id, 1, choices));
    return id;
  }
  throw new PortalError("invalid-input", { faults: [{ field: "name", code: "name-taken" }] });
}

function namesFor(question: string): string[] {
  const name = proposeName(question);
  const numbered = Array.from({ length: MOST_NUMBERED - 1 }, (_, index) => nameWith(name, String(index + 2)));
  const drawn = Array.from({ length: 3 }, () => nameWith(name, randomBytes(4).toString("hex")));
  return [name, ...numbered, ...drawn];
}

/** @returns undefined: the name is somebody's */
async function insertNamed(
  tx: Tx,
  spaceId: number,
  makerId: number,
  name: string,
  { lasts, now }: { lasts: keyof typeof LASTING_MS; now: Date },
): Promise<number | undefined> {
  for (let drawn = 0; drawn < MOST_DRAWN; drawn += 1) {
    const id = await insertQuickPoll(tx, {
      space_id: spaceId,
      name,
      code: String(randomInt(1_000_000)).padStart(6, "0"),
      maker_id: makerId,
      created_at: now,
      closes_at: new Date(now.getTime() + LASTING_MS[lasts]),
      salt: randomBytes(SALT_BYTES),
    });
    if (id !== undefined) return id;
    if (await findQuickPoll(tx, spaceId, name)) return undefined;
  }
  throw new PortalError("unavailable");
}

/** The rows of a question's choices: each question has its own range of ids, so a choice names its question. */
export function choicesOf(pollId: number, question: number, titles: readonly string[]) {
  return titles.map((title, index) => ({
    poll_id: pollId,
    id: (question - 1) * CHOICES.max + index + 1,
    question,
    title,
  }));
}
