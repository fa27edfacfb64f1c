import { resolve } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";

/**
 * The types of db/tables against the schema that the migrations make: names, what may be null, what a value is, what
 * an insert may leave out, and the words that a check allows. The compiler says what the types are, Postgres what
 * the columns are.
 */
interface Column {
  /** As TypeScript must see a value that is not null. */
  type: string;
  nullable: boolean;
  /** What an insert may do with it; "never": Postgres alone writes it. */
  insert: "required" | "optional" | "never";
  /** The words that a check of the database allows; left out: any text, or no text. */
  words?: string[];
}

type Columns = Record<string, Column>;

/** graphile-worker and Kysely have tables of their own. */
const NOT_OURS = /^kysely_/;

/** What a value of a Postgres type is in JavaScript, as db/client.ts sets the driver up. */
const VALUE_OF: Record<string, string> = {
  int4: "number",
  int8: "number",
  int2: "number",
  float4: "number",
  float8: "number",
  numeric: "string",
  text: "string",
  uuid: "string",
  date: "string",
  timestamptz: "Date",
  bytea: "Buffer",
  bool: "boolean",
  jsonb: "object",
  _text: "string[]",
  _int4: "number[]",
  _int8: "number[]",
};

async function columnsOfSchema({ pool }: TestDatabase): Promise<Map<string, Columns>> {
  const { rows } = await pool.query<{
    table_name: string;
    column_name: string;
    udt_name: string;
    nullable: boolean;
    has_default: boolean;
    always: boolean;
  }>(`
    select table_name, column_name, udt_name, is_nullable = 'YES' as nullable,
      column_default is not null or is_identity = 'YES' as has_default,
      is_generated = 'ALWAYS' or identity_generation = 'ALWAYS' as always
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE'`);
  const checks = await pool.query<{ table_name: string; column_name: string; definition: string }>(`
    select rel.relname as table_name, att.attname as column_name, pg_get_constraintdef(con.oid) as definition
    from pg_constraint con
    join pg_class rel on rel.oid = con.conrelid
    join pg_attribute att on att.attrelid = con.conrelid and att.attnum = con.conkey[1]
    where con.contype = 'c' and cardinality(con.conkey) = 1 and rel.relnamespace = 'public'::regnamespace`);
  const wordsOf = new Map(
    checks.rows.flatMap(({ table_name, column_name, definition }): [string, string[]][] => {
      const list = /^CHECK \(\(\w+ = ANY \(ARRAY\[(.*)\]\)\)\)$/.exec(definition)?.[1];
      const one = /^CHECK \(\(\w+ = ('[^']*'::text)\)\)$/.exec(definition)?.[1];
      const words = [...(list ?? one ?? "").matchAll(/'([^']*)'::text/g)].map((match) => match[1] ?? "");
      return words.length > 0 ? [[`${table_name}.${column_name}`, words.sort()]] : [];
    }),
  );
  const tables = new Map<string, Columns>();
  for (const row of rows) {
    if (NOT_OURS.test(row.table_name)) continue;
    const columns = tables.get(row.table_name) ?? {};
    const words = wordsOf.get(`${row.table_name}.${row.column_name}`);
    columns[row.column_name] = {
      type: VALUE_OF[row.udt_name] ?? `no value is known of ${row.udt_name}`,
      nullable: row.nullable,
      insert: row.always ? "never" : row.nullable || row.has_default ? "optional" : "required",
      ...(words && { words }),
    };
    tables.set(row.table_name, columns);
  }
  return tables;
}

/** What the compiler makes of the types, asked through a file that is only in memory. */
function columnsOfTypes(): Map<string, Columns> {
  const folder = resolve(import.meta.dirname, "../db/tables");
  const name = resolve(folder, "asked.ts");
  const text = `
    import type { Insertable, Selectable } from "kysely";
    import type { Tables } from "./tables.ts";
    export type Read = { [T in keyof Tables]: Selectable<Tables[T]> };
    export type Written = { [T in keyof Tables]: Insertable<Tables[T]> };`;
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    types: ["node"],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => path === name || fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === name ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2022) : getSourceFile(path, ...rest);
  const program = ts.createProgram([name], options, host);
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(name);
  const module = file && checker.getSymbolAtLocation(file);
  if (!file || !module) throw new Error("The types of the tables could not be read.");
  const exported = new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));
  const typeOf = (symbol: ts.Symbol | undefined): ts.Type => {
    if (!symbol) throw new Error("The types of the tables could not be read.");
    return symbol.flags & ts.SymbolFlags.TypeAlias
      ? checker.getDeclaredTypeOfSymbol(symbol)
      : checker.getTypeOfSymbolAtLocation(symbol, file);
  };
  const written = typeOf(exported.get("Written"));
  return new Map(
    typeOf(exported.get("Read"))
      .getProperties()
      .map((table): [string, Columns] => {
        const inserts = new Map(
          typeOf(written.getProperty(table.name))
            .getProperties()
            .map((column) => [column.name, column]),
        );
        const columns = typeOf(table)
          .getProperties()
          .map((column): [string, Column] => {
            const insert = inserts.get(column.name);
            const optional = insert && insert.flags & ts.SymbolFlags.Optional;
            return [
              column.name,
              {
                ...valueType(typeOf(column)),
                insert: insert ? (optional ? "optional" : "required") : "never",
              },
            ];
          });
        return [table.name, Object.fromEntries(columns)];
      }),
  );

  function valueType(type: ts.Type): Omit<Column, "insert"> {
    const parts = type.isUnion() ? type.types : [type];
    const nullable = parts.some((part) => part.flags & ts.TypeFlags.Null);
    const values = parts.filter((part) => !(part.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)));
    const literals = values.flatMap((value) => (value.isStringLiteral() ? [value.value] : []));
    if (literals.length === values.length && literals.length > 0)
      return { type: "string", nullable, words: literals.sort() };
    return { type: [...new Set(values.map(nameOf))].join(" | "), nullable };
  }

  function nameOf(type: ts.Type): string {
    if (type.flags & ts.TypeFlags.BooleanLike) return "boolean";
    const said = checker.typeToString(type).replace(/^Buffer<.*>$/, "Buffer");
    return Object.values(VALUE_OF).includes(said) ? said : "object";
  }
}

describe("the types of the tables", () => {
  let database: TestDatabase;
  let schema: Map<string, Columns>;
  const types = columnsOfTypes();

  beforeAll(async () => {
    database = await createTestDatabase("empty");
    schema = await columnsOfSchema(database);
  });
  afterAll(() => database.close());

  test("name every table, and no other", () => {
    expect([...types.keys()].sort()).toEqual([...schema.keys()].sort());
  });

  test.each([...types])("%s is as the migrations made it", (table, columns) => {
    expect(columns).toEqual(schema.get(table));
  });
});
