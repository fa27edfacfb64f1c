import { PortalError } from "#app/domain/errors.ts";
import { openPersonalData } from "#app/domain/person/personal-data.ts";
import type { Seal } from "#app/platform/seal.ts";
import type { Queryable } from "#db/client.ts";
import { findPerson } from "#db/queries/persons.ts";
import type { PollRow } from "#db/queries/polls.ts";
import type { PollElectors } from "#db/tables/poll-definition.ts";
import { ballotReceipt } from "./ballot-receipt.ts";
import { sealBallot } from "./ballot-seal.ts";
import { checkBallot } from "./check-ballot.ts";
import { asksAge, type ElectorReason, reasonsAgainst } from "./electors.ts";
import type { PollServices } from "./poll-services.ts";
import { pollStateAt } from "./poll-state.ts";

interface BallotRequest {
  spaceId: number;
  matterId: number;
  voter: { personId: number; district: string | null };
  /** Untrusted. */
  answers: unknown;
  at: Date;
}

export interface CastBallot {
  /** "tried": a mock poll, nothing was kept. */
  result: "added" | "replaced" | "tried";
  /** How many took part by now. */
  count: number;
  /** The number of the receipt; null where nothing was kept. */
  receipt: string | null;
}

/**
 * Takes a ballot: through the support writer, so that one holder has one, and the Nth participant is exact. Answered
 * after its commit. It is counted soon after (`count-ballots.ts`), in another transaction and not by itself.
 *
 * @throws PortalError "not-found"; "not-yet-open", "matter-not-open"; "not-elector" with reasons, "not-on-roll";
 *   "invalid-input" naming the answer; "ballot-fixed" where one stands that may not be changed
 */
export async function castBallot(services: PollServices, request: BallotRequest): Promise<CastBallot> {
  const { spaceId, matterId, voter, at } = request;
  const poll = await openPoll(services, spaceId, matterId, at);
  const { definition, data_key_id, counted_roll } = poll;
  if (definition.purpose === "mock") {
    await tryBallot(services, request);
    return { result: "tried", count: 0, receipt: null };
  }
  await requireElector(services, definition.who, voter, at);
  const answers = checkBallot(definition, request.answers);
  const key = await services.dataKeys.of(data_key_id);
  if (!key) throw new PortalError("matter-not-open");
  const { personId } = voter;
  const byRoll = counted_roll !== 0;
  const sealed = sealBallot(key, { matterId, holderId: personId, byRoll }, definition, answers);
  const outcome = await services.supports.submit({
    spaceId,
    matterId,
    personId,
    kind: "poll",
    change: "add",
    at,
    beside: { sealed, byRoll },
  });
  const receipt = ballotReceipt(services.receiptKey, matterId, personId);
  switch (outcome.result) {
    case "added":
    case "replaced":
      services.counter.note(matterId, personId);
      return { result: outcome.result, count: outcome.count, receipt };
    case "refused":
      throw new PortalError(outcome.why);
    default:
      throw new PortalError("ballot-fixed");
  }
}

/**
 * Reads a ballot of a mock poll, and keeps nothing: for everybody, signed in or not, as often as they like.
 *
 * @throws PortalError "not-found", also for a poll that counts; "not-yet-open", "matter-not-open"; "invalid-input" naming
 *   the answer
 */
export async function tryBallot(
  services: Pick<PollServices, "polls">,
  { spaceId, matterId, answers, at }: Omit<BallotRequest, "voter">,
): Promise<void> {
  const { definition } = await openPoll(services, spaceId, matterId, at);
  if (definition.purpose !== "mock") throw new PortalError("not-found");
  checkBallot(definition, answers);
}

/** A poll that takes ballots now. @throws PortalError "not-found", "not-yet-open", "matter-not-open" */
export async function openPoll(
  { polls }: Pick<PollServices, "polls">,
  spaceId: number,
  matterId: number,
  at: Date,
): Promise<PollRow> {
  const poll = await polls.of(spaceId, matterId);
  if (!poll) throw new PortalError("not-found");
  const state = pollStateAt(poll, at);
  if (state !== "open") throw new PortalError(state === "scheduled" ? "not-yet-open" : "matter-not-open");
  return poll;
}

/** @throws PortalError "not-elector" with reasons */
export async function requireElector(...asked: Parameters<typeof electorReasons>): Promise<void> {
  const reasons = await electorReasons(...asked);
  if (reasons.length > 0) throw new PortalError("not-elector", { reasons });
}

/** Why somebody may not take part, for the page before it too; who acts for nothing of a roll is told by the counting. */
export async function electorReasons(
  { db, seal }: { db: Queryable; seal: Seal },
  who: PollElectors,
  { personId, district }: { personId: number; district: string | null },
  at: Date,
): Promise<ElectorReason[]> {
  if (!asksAge(who)) return reasonsAgainst(who, { district, birthDate: null }, at);
  const person = await findPerson(db, personId);
  const birthDate = person?.sealed ? openPersonalData(seal, person).birthDate : null;
  return reasonsAgainst(who, { district, birthDate }, at);
}
