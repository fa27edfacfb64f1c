import type { GeneratedAlways, JSONColumnType } from "kysely";

export type Json<T extends object> = JSONColumnType<T>;

export type Id = GeneratedAlways<number>;
