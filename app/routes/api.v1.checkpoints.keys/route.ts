import { readWitnesses } from "#app/domain/ledger/read-checkpoints.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { ledgerKeys, readLedgerKeys } from "#app/doors/api/checkpoints.ts";
import { answer, reads } from "#app/doors/api/operation.ts";

/** The keys of the ledger's signed heads, and of its witnesses. */
const route = apiRoute({
  GET: reads(readLedgerKeys, async ({ context }) => {
    const { db, ledger } = context.portal;
    const { id, prefix } = context.directory.space;
    const witnesses = await readWitnesses(db, id, ledger.witnesses);
    return answer(200, ledgerKeys(ledger.keys.of(prefix), witnesses));
  }),
});
export const loader = route.loader;
export const action = route.action;
