import { seoulDay } from "#app/domain/calendar/dates.ts";
import type { DataKeys } from "#app/domain/data-keys.ts";
import { openPersonalData } from "#app/domain/person/personal-data.ts";
import type { DataKey } from "#app/platform/envelope.ts";
import type { Seal } from "#app/platform/seal.ts";
import type { Database } from "#db/client.ts";
import type { CountableBallot } from "#db/queries/ballots.ts";
import type { CountingPoll } from "#db/queries/polls.ts";
import type { PollDefinition } from "#db/tables/poll-definition.ts";
import { ageBand, ageOn } from "./age-band.ts";
import type { Answers } from "./answers.ts";
import { openBallot } from "./ballot-seal.ts";
import { questionsOf } from "./definition.ts";
import { padded, textBytes } from "./sealed-size.ts";
import { type Facts, readTally, type Tally } from "./tally.ts";

/** What counting needs. */
export interface CountingServices {
  db: Database;
  /** Opens what is known of a person, for the breakdown by age. */
  seal: Seal;
  dataKeys: DataKeys;
  /** For the numbers of receipts, among which gifts are drawn. */
  receiptKey: Buffer;
}

/** What came of counting. */
export interface Counted {
  /** What may be shown is another than before. */
  shown: boolean;
  /** How many took part by now. */
  participants: number;
  /** There is more to count, or somebody else was counting. */
  more: boolean;
}

/** The size of a sealed tally is a multiple of this many bytes. */
const TALLY_STEP_BYTES = 4_096;

/** The key of a poll that is not over. @throws when it is not there any more */
export async function keyOf({ dataKeys }: CountingServices, { data_key_id }: CountingPoll): Promise<DataKey> {
  const key = await dataKeys.of(data_key_id);
  if (!key) throw new Error("The poll's key is gone before its ballots are counted.");
  return key;
}

const tallyLabel = (matterId: number) => `poll/${matterId}/tally`;
const textLabel = (matterId: number, id: string) => `poll/${matterId}/text/${id}`;

export const openTally = (key: DataKey, { id, tally, definition }: CountingPoll): Tally | undefined =>
  tally ? readTally(key.open(tally, tallyLabel(id)), isByRoll(definition)) : undefined;

export function sealTally(key: DataKey, matterId: number, tally: Tally): Buffer {
  const text = JSON.stringify(tally);
  const steps = Math.ceil(Buffer.byteLength(text) / TALLY_STEP_BYTES);
  return key.seal(padded(text, steps * TALLY_STEP_BYTES), tallyLabel(matterId));
}

/** Seals what somebody wrote, all texts of a poll in one size. */
export function sealText(key: DataKey, { id: matterId, definition }: CountingPoll, id: string, body: string) {
  return key.seal(padded(body, textBytes(definition)), textLabel(matterId, id));
}

export const openText = (key: DataKey, matterId: number, id: string, sealed: Buffer): string =>
  key.open(sealed, textLabel(matterId, id)).trimEnd();

/** A ballot's answers as they are counted. */
export const openOne = (key: DataKey, matterId: number, byRoll: boolean, holderId: number, sealed: Buffer) =>
  openBallot(key, { matterId, holderId, byRoll }, sealed);

export const isByRoll = ({ who }: PollDefinition): boolean => who.roll !== undefined;

/** What people wrote in some ballots. */
export function textsOf(definition: PollDefinition, ballots: readonly Answers[]) {
  const asked = questionsOf(definition).filter(({ type }) => type === "text");
  return asked.flatMap(({ id: question }) =>
    ballots.flatMap((answers) => {
      const body = answers[question];
      return typeof body === "string" ? [{ question, body }] : [];
    }),
  );
}

/** What a ballot is broken down by. Of who left nothing is known but the day. */
export function factsOf(seal: Seal, ballot: CountableBallot): Facts {
  const day = seoulDay(ballot.taken_part_at);
  const age = ageBand(ageOn(birthDateOf(seal, ballot), day));
  return { district: ballot.district ?? "", unit: ballot.unit, age, day };
}

/** Null also for what was sealed with a key that is not here: one person must not keep a poll from its result. */
function birthDateOf(seal: Seal, { identity_hash, person_sealed }: CountableBallot): string | null {
  try {
    return openPersonalData(seal, { identity_hash, sealed: person_sealed }).birthDate;
  } catch {
    return null;
  }
}
