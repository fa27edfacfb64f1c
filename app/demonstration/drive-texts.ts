import { readdir, readFile } from "node:fs/promises";
import { z } from "zod";

/**
 * The demonstration's drives as they stand in db/seed/drives: what is asked for, and what became of it, in days
 * before the city is made. Checked when they are read.
 */
const localized = z.object({ ko: z.string(), en: z.string(), ja: z.string() });
const days = z.number().min(0);
const citizen = z.number().int().positive();

const articles = z
  .array(
    z.object({
      number: z.string(),
      title: z.string(),
      current: z.string().nullable().default(null),
      proposed: z.string().nullable().default(null),
    }),
  )
  .default([]);

const step = z.discriminatedUnion("act", [
  z.object({ act: z.enum(["hand-in", "publish-list"]), daysAgo: days }),
  z.object({ act: z.enum(["accept", "introduce", "extend", "delete-data"]), daysAgo: days }),
  z.object({ act: z.enum(["grant-shortfall", "dismiss"]), daysAgo: days, note: z.string() }),
  z.object({ act: z.literal("object"), daysAgo: days, by: citizen, body: z.string() }),
  z.object({
    act: z.literal("answer-objection"),
    daysAgo: days,
    verdict: z.enum(["upheld", "rejected"]),
    struck: z.number().int().default(0),
    answer: z.string(),
  }),
  /** The clerk looks at a signer's entry, and the signer sees that. */
  z.object({ act: z.literal("look"), daysAgo: days, at: citizen, purpose: z.string() }),
  z.object({
    act: z.literal("enter-sheets"),
    daysAgo: days,
    /** Numbers of the first and the last sheet; as many lines on each. */
    sheets: z.tuple([z.number().int(), z.number().int()]),
    lines: z.number().int(),
    source: z.enum(["hand", "csv"]),
    /** Lines that could not be read, or lack the address: they wait for the clerk. */
    doubtful: z.number().int().default(0),
    /** A sheet whose names stand in the order of the alphabet: a sign that the clerk is shown. */
    inOrder: z.number().int().optional(),
  }),
  /** The clerk refuses so many lines that counted, as an objection showed. */
  z.object({ act: z.literal("refuse-lines"), daysAgo: days, count: z.number().int().positive() }),
  z.object({
    act: z.literal("decide"),
    daysAgo: days,
    decision: z.object({
      outcome: z.enum(["adopted", "amended", "rejected"]),
      votes: z.object({ for: z.number(), against: z.number(), abstained: z.number() }),
      articles,
      reasons: z.string(),
    }),
  }),
]);
export type DriveStep = z.output<typeof step>;

/**
 * So many signed online between two days. Without the first: from the certificate until the list is handed in; with
 * it alone: until today.
 */
const signing = z.object({
  count: z.number().int().positive(),
  fromDaysAgo: days.optional(),
  toDaysAgo: days.optional(),
});
export type Signing = z.output<typeof signing>;

const driveText = z
  .object({
    slug: z.string(),
    statute: z.string(),
    representative: citizen,
    request: z.string(),
    category: z.string(),
    title: localized,
    summary: localized,
    target: z.string(),
    targetCode: z.string().nullable().default(null),
    reasons: z.string(),
    costs: z.string().default(""),
    articles,
    /** When it was certified; or how long its collecting still runs (below 0: ended so long ago). */
    beganDaysAgo: days.optional(),
    endsInDays: z.number().optional(),
    /** How far it has come while it is an application. */
    application: z
      .union([
        z.object({ state: z.literal("submitted"), daysAgo: days }),
        z.object({ state: z.literal("correction"), daysAgo: days, note: z.string() }),
      ])
      .optional(),
    signings: z.array(signing).default([]),
    /** Districts where it is closest to people's hearts. */
    hearts: z.array(z.string()).default([]),
    /** These sign it whoever else does. */
    signedBy: z.array(citizen).default([]),
    steps: z.array(step).default([]),
  })
  .refine((drive) => [drive.beganDaysAgo, drive.endsInDays, drive.application].filter(isThere).length === 1, {
    error: "must say when it began, when it ends, or how its application stands, and only one of them",
  });
export type DriveText = z.output<typeof driveText>;

const isThere = (value: unknown) => value !== undefined;

const FOLDER = new URL("../../db/seed/drives/", import.meta.url);

export async function readDriveTexts(): Promise<DriveText[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".json")).sort();
  const files = await Promise.all(names.map((name) => readFile(new URL(name, FOLDER), "utf8")));
  return files.flatMap((file) => z.array(driveText).parse(JSON.parse(file)));
}
