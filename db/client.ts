import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  type Transaction,
} from "kysely";
import pg from "pg";
import { BOUNDS } from "./bounds.ts";
import { connectionName } from "./form.ts";
import type { Tables } from "./tables/tables.ts";

export type Database = Kysely<Tables>;
/** Inside a transaction. A query that must not stand alone takes this and not `Queryable`. */
export type Tx = Transaction<Tables>;
/** Either: most reads do not care. */
export type Queryable = Kysely<Tables>;

// bigint as number: ids are given out one by one and stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));
// A date is a day on the calendar, not an instant; as a Date it would shift with the time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * Begins each transaction with its bounds in the same message: a round trip of their own would make a lone agreement
 * dearer. As options of the connection they would be free, and a pooler refuses those.
 */
class BoundedDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`begin; ${BOUNDS}`));
  }
}

class BoundedDialect extends PostgresDialect {
  constructor(private readonly pool: pg.Pool) {
    super({ pool });
  }

  override createDriver(): Driver {
    return new BoundedDriver({ pool: this.pool });
  }
}

export interface DatabaseClient {
  db: Database;
  /** The same, for transactions that must end in time: see `isTimeUp`. */
  bounded: Database;
  pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * Connects to Postgres.
 *
 * @param url a connection string; `options.max` connections at most (default 10)
 * @param onError told of a connection that broke while idle; the pool replaces it by itself
 */
export function connect(
  url: string,
  options: { max?: number; onError?: (error: Error) => void } = {},
): DatabaseClient {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    application_name: connectionName("gonggam"),
  });
  pool.on("error", (error) => options.onError?.(error));
  // A connection that breaks while somebody holds it: the query in flight reports it, nobody else has to.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const bounded = new Kysely<Tables>({ dialect: new BoundedDialect(pool) });
  return { db, bounded, pool, close: () => db.destroy() };
}
