import { connect } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";
import { killAtStatement } from "./kill-at-statement.ts";

/**
 * A process that migrates a database: prints what ran and how many statements it took, as JSON. With a statement's
 * number it kills itself, so many milliseconds after that one was sent.
 */
const [url = "", killAt = "0", delayMs = "0"] = process.argv.slice(2);
const statements = killAtStatement(Number(killAt), Number(delayMs));
const { db, pool, close } = connect(url, { max: 2 });
const ran = await migrate(db, pool);
await close();
process.stdout.write(JSON.stringify({ ran, statements: statements() }));
