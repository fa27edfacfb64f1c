import { PortalError } from "#app/domain/errors.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { refuseUnseen, textMark } from "#app/domain/seen-text.ts";
import type { SupportWriter } from "#app/domain/support/support-writer.ts";
import type { Database, Tx } from "#db/client.ts";
import { addToStances } from "#db/queries/forums.ts";
import { findOpinionOf, insertOpinion, insertOpinionVersion, updateOpinion } from "#db/queries/opinions.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import type { Stance } from "#db/tables/forum.ts";
import { inTransaction } from "#db/transaction.ts";
import { opinionLine } from "./lines.ts";
import type { OpinionInput } from "./schema.ts";

export interface GivenOpinion {
  id: number;
  version: number;
  participants: number;
}

const NO_CHANGE: Record<Stance, number> = { for: 0, against: 0, other: 0 };

/**
 * Gives a person's one standing opinion in a forum, or changes it; what it said before is kept as a version.
 *
 * Taking part is a support of the forum: the same counting as for agreements, so the 1,000th participant is exact
 * and reaches its threshold once. `applyIn` locks the forum's matter first, which puts two first opinions of one
 * person in a line. Opinions are written, not tapped, so they do not go through the group-committing writer.
 *
 * @param seen the mark of the opinion that its giver had before them; undefined: it is given whatever stands there
 * @throws PortalError "not-found", "not-yet-open", "matter-not-open" or "not-on-roll"; "changed-meanwhile" when another
 *   window gave another since
 */
export function giveOpinion(
  { db, supports }: { db: Database; supports: SupportWriter },
  spaceId: number,
  forumId: number,
  personId: number,
  input: OpinionInput,
  now: Date,
  seen?: string,
): Promise<GivenOpinion> {
  return inTransaction(db, async (tx) => {
    const [outcome] = await supports.applyIn(tx, [
      { spaceId, matterId: forumId, personId, kind: "forum", change: "add", at: now },
    ]);
    if (!outcome) throw new Error("The group gave no outcome.");
    if (outcome.result === "refused") throw new PortalError(outcome.why);
    const { isNew, ...written } = await write(tx, forumId, personId, input, now, seen);
    await noteSearchChanges(tx, [{ kind: "opinion", id: written.id }]);
    if (isNew) {
      const line = opinionLine({ ...written, ...input });
      await appendToLedger(tx, [{ spaceId, matterId: forumId, at: now, ...line }]);
    }
    return { ...written, participants: outcome.count };
  });
}

/** Tells somebody's opinion from any other of theirs. */
export const opinionMark = (opinion: OpinionInput | null) => textMark(opinion && textOf(opinion));

const textOf = ({ stance, body }: OpinionInput) => ({ stance, body });

async function write(
  tx: Tx,
  forumId: number,
  personId: number,
  input: OpinionInput,
  now: Date,
  seen: string | undefined,
) {
  const { stance, body } = input;
  const standing = await findOpinionOf(tx, forumId, personId);
  refuseUnseen(seen, standing ? textOf(standing) : null, textOf(input));
  if (!standing) {
    const id = await insertOpinion(tx, {
      forum_id: forumId,
      person_id: personId,
      stance,
      body,
      version: 1,
      created_at: now,
      updated_at: now,
    });
    await insertOpinionVersion(tx, { opinion_id: id, version: 1, stance, body, written_at: now });
    await addToStances(tx, forumId, { ...NO_CHANGE, [stance]: 1 });
    return { id, version: 1, isNew: true };
  }
  // Sent twice, by a double tap or a lost answer: it stands already.
  if (standing.stance === stance && standing.body === body)
    return { id: standing.id, version: standing.version, isNew: false };
  const version = standing.version + 1;
  await updateOpinion(tx, standing.id, { stance, body, version, updated_at: now });
  await insertOpinionVersion(tx, { opinion_id: standing.id, version, stance, body, written_at: now });
  if (standing.stance !== stance)
    await addToStances(tx, forumId, { ...NO_CHANGE, [standing.stance]: -1, [stance]: 1 });
  return { id: standing.id, version, isNew: true };
}
