import pg from "pg";

/**
 * A database's rows as plain SQL, for a fixture that later versions are tested with: no schema (the frozen migrations
 * make it), no generated columns, nothing that a migrator wrote itself. pg_dump is not part of the embedded Postgres.
 */
const NOT_DUMPED = ["kysely_migration", "kysely_migration_lock", "migrations"];
/** Rows a statement: large enough to load fast, small enough for a parser. */
const ROWS_A_STATEMENT = 200;

interface Column {
  table: string;
  name: string;
  sequence: string | null;
}

/** The statements, one a string; run in their order in one session they fill an empty database of that schema. */
export async function* dumpRows(pool: pg.Pool): AsyncGenerator<string> {
  yield "set session_replication_role = replica;"; // rows come in the order of names: keys are checked by the test
  for (const [table, columns] of await tablesOf(pool)) {
    const names = columns.map(({ name }) => name).join(", ");
    const texts = columns.map(({ name }) => `${name}::text`).join(", ");
    yield `delete from ${table};`; // what the migration put there
    const { rows } = await pool.query<(string | null)[]>({
      text: `select ${texts} from ${table} order by ${columns[0]?.name}, ctid`,
      rowMode: "array",
    });
    for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
      const values = rows
        .slice(from, from + ROWS_A_STATEMENT)
        .map(
          (row) =>
            `(${row.map((value) => (value === null ? "null" : pg.escapeLiteral(value).trimStart())).join(",")})`,
        );
      yield `insert into ${table} (${names}) overriding system value values\n${values.join(",\n")};`;
    }
    for (const { name, sequence } of columns)
      if (sequence) yield `select setval('${sequence}', coalesce((select max(${name}) from ${table}), 1));`;
  }
  const { rows } = await pool.query<{ last: string }>("select last_value::text as last from search_version");
  yield `select setval('search_version', ${rows[0]?.last ?? 1});`;
  yield "set session_replication_role = origin;";
}

async function tablesOf(pool: pg.Pool): Promise<Map<string, Column[]>> {
  const { rows } = await pool.query<Column>(
    `select c.table_schema || '.' || c.table_name as "table", quote_ident(c.column_name) as name,
       case when c.is_identity = 'YES' then pg_get_serial_sequence(c.table_schema || '.' || c.table_name, c.column_name) end as sequence
     from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and c.table_schema in ('public', 'graphile_worker')
       and c.is_generated = 'NEVER' and c.table_name <> all ($1)
     order by c.table_schema, c.table_name, c.ordinal_position`,
    [NOT_DUMPED],
  );
  const tables = new Map<string, Column[]>();
  for (const column of rows) tables.set(column.table, [...(tables.get(column.table) ?? []), column]);
  return tables;
}
