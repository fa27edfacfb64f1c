import { connect } from "#db/client.ts";
import { lockIndex } from "#db/queries/search-changes.ts";
import { inTransaction } from "#db/transaction.ts";
import { PostgresEngine } from "#search/postgres.ts";
import { RandomDocuments } from "./search-random.ts";

/** One of the processes that write the index at the same time: puts, changes and removes what the others do too. */
const [url = "", seed = "", ids = "", ...spaces] = process.argv.slice(2);
const { db, close } = connect(url, { max: 2 });
const random = new RandomDocuments(Number(seed), spaces.map(Number), Number(ids));
for (let round = 0; round < 40; round += 1) {
  await inTransaction(db, async (tx) => {
    await lockIndex(tx);
    const engine = new PostgresEngine(tx, async () => ({ synonyms: [], stopWords: [] }));
    await engine.index(random.some());
    await engine.remove(random.refs());
  });
}
await close();
