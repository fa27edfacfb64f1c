import { PortalError } from "#app/domain/errors.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { Database } from "#db/client.ts";
import { countStatements, insertStatement, listStatements, lockStatements } from "#db/queries/statements.ts";
import { inTransaction } from "#db/transaction.ts";
import { MOST_OF_PERSON, MOST_STATEMENTS } from "./bounds.ts";
import { nearlyTheSame } from "./likeness.ts";
import { statementLine } from "./lines.ts";
import { requireVoter } from "./voter.ts";

export type Added =
  /** `isNew` false: it is there word for word, from whoever. */
  | { id: number; isNew: boolean }
  /** Nothing was added: these say nearly the same. */
  | { similar: { id: number; body: string }[] };

/**
 * Adds a statement to a matter, for others to agree or disagree with. The same word for word is there once; what was
 * hidden does not come back by being sent again.
 *
 * @param anyway it is added beside what says nearly the same: its writer has seen that
 * @throws PortalError as `requireVoter`, "statements-full"
 */
export function addStatement(
  db: Database,
  spaceId: number,
  matterId: number,
  personId: number,
  { body, anyway }: { body: string; anyway: boolean },
  now: Date,
): Promise<Added> {
  return inTransaction(db, async (tx) => {
    await requireVoter(tx, spaceId, matterId, personId, now);
    await lockStatements(tx, matterId);
    const statements = await listStatements(tx, matterId);
    const same = statements.find((statement) => statement.body === body);
    if (same) return { id: same.id, isNew: false };
    const standing = statements.filter(({ hidden_at }) => hidden_at === null);
    const similar = anyway ? [] : nearlyTheSame(body, standing);
    if (similar.length > 0) return { similar: similar.map(({ id, body }) => ({ id, body })) };
    const { own } = await countStatements(tx, matterId, personId);
    if (standing.length >= MOST_STATEMENTS || own >= MOST_OF_PERSON) throw new PortalError("statements-full");
    const statement = { matter_id: matterId, person_id: personId, body, created_at: now };
    const id = await insertStatement(tx, statement);
    await appendToLedger(tx, [{ spaceId, matterId, at: now, ...statementLine({ id, body }) }]);
    return { id, isNew: true };
  });
}
