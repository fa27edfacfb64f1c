import pg from "pg";
import { connect } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";

/**
 * A process that migrates a database: prints what ran and how many statements it took, as JSON. With a statement's
 * number it kills itself, so many milliseconds after that one was sent.
 */
const [url = "", killAt = "0", delayMs = "0"] = process.argv.slice(2);
let statements = 0;
pg.Client.prototype.query = new Proxy(pg.Client.prototype.query, {
  apply(target, self, args) {
    statements += 1;
    const sent = Reflect.apply(target, self, args);
    if (statements === Number(killAt))
      setTimeout(() => process.kill(process.pid, "SIGKILL"), Number(delayMs));
    return sent;
  },
});
const { db, pool, close } = connect(url, { max: 2 });
const ran = await migrate(db, pool);
await close();
process.stdout.write(JSON.stringify({ ran, statements }));
