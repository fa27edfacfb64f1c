import { writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import pg from "pg";
import { type Answers, readAnswers } from "./contract-answers.ts";
import { dumpRows } from "./dump.ts";

/**
 * Makes the fixture of a version that later ones are upgraded from; tests/fixtures/README.md says how it is used.
 *
 *   node --import tsx tests/support/freeze-portal.ts NAME DATABASE_URL ORIGIN CLOCK COOKIE
 *
 * ORIGIN is that version's portal on a copy of the database, with a clock that stands at CLOCK and no jobs.
 */
export interface FrozenAnswers {
  /** When the answers were given; what is open or overdue hangs on it. */
  clock: string;
  /** The Cookie header of a session that the old version began; it never ends. */
  cookie: string;
  /** Of receipts, in hex. */
  leaves: string[];
  answers: Answers;
}

const [name = "", url, origin = "", clock = "", cookie = ""] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url });
const { rows } = await pool.query<{ leaf: string }>(
  `select encode(leaf, 'hex') as leaf from signature_leaf
   where (batch_id, position) in (select id, id % size from signature_batch where id % 20 = 0 or size > 12) order by 1`,
);
const leaves = rows.map(({ leaf }) => leaf);
const statements: string[] = [];
for await (const statement of dumpRows(pool)) statements.push(statement);
await pool.end();
const frozen: FrozenAnswers = {
  clock,
  cookie,
  leaves,
  answers: await readAnswers(origin, { cookie, leaves }),
};
const folder = new URL("../fixtures/", import.meta.url);
await writeFile(new URL(`${name}.sql.gz`, folder), gzipSync(statements.join("\n"), { level: 9 }));
await writeFile(new URL(`${name}.answers.json.gz`, folder), gzipSync(JSON.stringify(frozen), { level: 9 }));
