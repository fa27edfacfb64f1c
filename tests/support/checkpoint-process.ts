import { LedgerKeys } from "#app/domain/ledger/ledger-keys.ts";
import { makeCheckpoints } from "#app/domain/ledger/make-checkpoints.ts";
import { connect } from "#db/client.ts";
import { killAtStatement } from "./kill-at-statement.ts";

/** A process that makes checkpoints, and kills itself when it has sent the statement of a number. */
const [url = "", killAt = "0"] = process.argv.slice(2);
killAtStatement(Number(killAt), 0);
const { db, close } = connect(url, { max: 2 });
await makeCheckpoints(db, new LedgerKeys("k".repeat(32), "portal.test"), new Date());
await close();
