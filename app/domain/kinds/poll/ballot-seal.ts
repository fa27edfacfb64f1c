import { z } from "zod";
import type { DataKey } from "#app/platform/envelope.ts";
import type { Answers } from "./answers.ts";
import { padded } from "./sealed-size.ts";

const answersSchema = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));

/** Whose ballot a sealed one is, as far as it is bound to that: of a roll it is whoever acts for the entry. */
export interface BallotPlace {
  matterId: number;
  holderId: number;
  byRoll: boolean;
}

const label = ({ matterId, holderId, byRoll }: BallotPlace) =>
  byRoll ? `poll/${matterId}/ballot` : `poll/${matterId}/ballot/${holderId}`;

/**
 * Seals answers under the poll's key. They say nothing of who or when.
 *
 * @param bytes the size of all ballots of the poll (`ballotBytes`)
 */
export function sealBallot(key: DataKey, place: BallotPlace, bytes: number, answers: Answers): Buffer {
  return key.seal(padded(JSON.stringify(answers), bytes), label(place));
}

/** @throws when it is another's, under another key, or was changed */
export function openBallot(key: DataKey, place: BallotPlace, sealed: Buffer): Answers {
  return answersSchema.parse(JSON.parse(key.open(sealed, label(place))));
}
