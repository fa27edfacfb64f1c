import { readFile } from "node:fs/promises";
import type { Tx } from "#db/client.ts";
import { addElectorate, electorateSchema, publishStatute, statutesSchema } from "./load-law.ts";

const FOLDER = new URL("../../../../db/seed/", import.meta.url);

const read = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(name, FOLDER), "utf8"));

/** Publishes the kinds of drives that Korean law knows: what a city begins with. */
export async function seedStatutes(tx: Tx, spaceId: number, now: Date): Promise<void> {
  for (const definition of statutesSchema.parse(await read("statutes.json")))
    await publishStatute(tx, spaceId, definition, now);
}

/** The demonstration city's numbers; every other city adds its own: `npm run statutes -- electorate FILE`. */
export async function seedElectorate(tx: Tx, spaceId: number, now: Date): Promise<void> {
  await addElectorate(tx, spaceId, electorateSchema.parse(await read("electorate.json")), now);
}
