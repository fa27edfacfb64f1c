import type { z } from "zod";
import type { Queryable } from "#db/client.ts";

/** Of which space, and as of when, a data set is read. */
export interface Snapshot {
  spaceId: number;
  now: Date;
}

/**
 * One sort of rows that everybody may take along each night: what is before everybody, and nothing about a person.
 * Who has one says so by a line in `app/domain/kinds.ts`.
 */
export interface DataSet {
  /** What its files' names begin with, and the texts about it go by. */
  name: string;
  /** A row: its fields in the order of the columns. */
  schema: z.ZodObject;
  /** All of it, a page at a time, each from where the one before ended. */
  pages(db: Queryable, snapshot: Snapshot): AsyncGenerator<Record<string, unknown>[]>;
}

interface DataSetParts<S extends z.ZodObject, Key> {
  name: string;
  schema: S;
  /** Before the first row. */
  first: Key;
  /** The rows after a key, in the order of their keys; fewer than `limit` only where some are left out; none: the end. */
  read(db: Queryable, snapshot: Snapshot, after: Key, limit: number): Promise<z.output<S>[]>;
  keyOf(row: z.output<S>): Key;
}

/** Rows that are read at once, with all that belongs to them. */
const PAGE = 500;

export function dataSet<S extends z.ZodObject, Key>(parts: DataSetParts<S, Key>): DataSet {
  const { name, schema, first, read, keyOf } = parts;
  return {
    name,
    schema,
    async *pages(db, snapshot) {
      let after = first;
      for (;;) {
        const rows = await read(db, snapshot, after, PAGE);
        const last = rows.at(-1);
        if (last === undefined) return;
        yield rows;
        after = keyOf(last);
      }
    },
  };
}
