import { MAIL_RHYTHMS } from "#db/tables/person.ts";

/** How often there is mail; "off": never. */
export const RHYTHMS = [...MAIL_RHYTHMS, "off"] as const;
export type Rhythm = (typeof RHYTHMS)[number];
