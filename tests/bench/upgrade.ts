import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { bringToForm, fillAsBefore, OLD_MIGRATIONS } from "../support/old-form.ts";
import { print } from "./support.ts";
import { insertOldSupports } from "./upgrade-rows.ts";

/**
 * How long the portal stands still when one of the version before is upgraded: its migration with a million supports,
 * beside a plain copy of the table of supports in the same run. Postgres writes to disk as in production.
 */
const PROPOSALS = 2_000;
const SUPPORTS = Number(process.env.BENCH_SUPPORTS ?? 1_000_000) / PROPOSALS;

export async function benchUpgrade(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "gonggam-bench-"));
  const postgres = await startEmbeddedPostgres(folder);
  // Checkpoints, and rows in any order, are for a superuser.
  const client = connect(`${postgres.superuser}/gonggam`, { max: 2 });
  const { db, pool } = client;
  const seconds = async (work: () => Promise<unknown>) => {
    await pool.query("checkpoint");
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1000;
  };
  const said = (name: string, time: number) => print(`  ${name.padEnd(46)} ${time.toFixed(1).padStart(7)} s`);
  try {
    await bringToForm(client, OLD_MIGRATIONS);
    await fillAsBefore(pool);
    await insertOldSupports(pool, PROPOSALS, SUPPORTS);
    const { rows } = await pool.query<{ count: number }>("select count(*) from support");
    print(`A database of the version before, ${rows[0]?.count.toLocaleString("en")} supports`);
    const copy = await seconds(() => pool.query("create table support_copied as table support"));
    const keyed = await seconds(() =>
      pool.query("alter table support_copied add primary key (matter_id, person_id)"),
    );
    await pool.query("drop table support_copied");
    said("(a) a copy of the table of supports", copy);
    said("(b) and its primary key", keyed);
    let ran: string[] = [];
    const upgrade = await seconds(async () => {
      ran = await migrate(db, pool);
    });
    said(`(c) the migration to today: ${ran.length} of ours`, upgrade);
    print(
      `  ${(upgrade / (copy + keyed)).toFixed(2)} × the copy with its key. Ran: ${ran.join(", ") || "none"}`,
    );
  } finally {
    await client.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
