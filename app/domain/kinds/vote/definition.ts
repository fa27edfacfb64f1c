import { z } from "zod";
import { startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import { choice, line, text } from "#app/domain/input.ts";
import { said } from "#app/domain/said-schema.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { PollingPlace, VoteDefinition } from "#db/tables/vote.ts";

const VOTE_LIMITS = {
  title: { min: 2, max: 100 },
  question: { min: 5, max: 500 },
  choice: { min: 1, max: 100 },
  argument: { min: 10, max: 4_000 },
  reference: { min: 2, max: 200 },
  notice: { min: 2, max: 100 },
  place: { min: 1, max: 100 },
  places: 300,
  eligible: 1_000_000,
} as const;

const day = z
  .string({ error: "required" })
  .refine((value) => startOfSeoulDay(value) !== undefined, { error: "not-a-time" });
const time = z
  .string({ error: "required" })
  .refine((value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value), { error: "not-a-time" });

/**
 * What the commission writes of a vote, from the fields of its form. Each line of `places` is one polling place: its name,
 * its address, its district's name or code, and how many may vote there, with tabs or semicolons between.
 */
export function definitionSchema(directory: Directory) {
  return z
    .object({
      title: said(VOTE_LIMITS.title),
      question: said(VOTE_LIMITS.question, text),
      form: choice(["yes-no", "two-choices"]),
      first: z.preprocess(nothingIfEmpty, said(VOTE_LIMITS.choice).optional()),
      second: z.preprocess(nothingIfEmpty, said(VOTE_LIMITS.choice).optional()),
      forFirst: said(VOTE_LIMITS.argument, text),
      forSecond: said(VOTE_LIMITS.argument, text),
      by: choice(["drive", "council", "head"]),
      drive: z.string().trim().optional(),
      reference: z.string().trim().optional(),
      category: z.string().refine((code) => directory.categories.some((one) => one.code === code), {
        error: "unknown-choice",
      }),
      noticedOn: day,
      notice: line(VOTE_LIMITS.notice),
      opens: time,
      closes: time,
      places: z.string({ error: "required" }).max(100_000, { error: "too-long" }),
    })
    .transform((typed, context): VoteDefinition => {
      const fault = (field: string, message: string, params: Record<string, number> = {}) =>
        context.addIssue({ code: "custom", path: [field], message, params });
      const { form, first, second, forFirst, forSecond, by, drive, reference, places, ...rest } = typed;
      if (rest.closes <= rest.opens) fault("closes", "not-later");
      if (form === "two-choices" && !first) fault("first", "required");
      if (form === "two-choices" && !second) fault("second", "required");
      if (first && second && first.ko === second.ko) fault("second", "same-choice");
      const number = /^[1-9]\d{0,14}$/.test(drive ?? "") ? Number(drive) : undefined;
      if (by === "drive" && number === undefined) fault("drive", drive ? "not-a-number" : "required");
      const named = line(VOTE_LIMITS.reference).safeParse(reference);
      if (by !== "drive" && !named.success) fault("reference", "required");
      return {
        ...rest,
        choices: form === "two-choices" && first && second ? { first, second } : null,
        arguments: { first: forFirst, second: forSecond },
        source: by === "drive" ? { by, drive: number ?? 0 } : { by, reference: named.data ?? "" },
        places: readPlaces(places, directory, (message, params) => fault("places", message, params)),
      };
    });
}

const nothingIfEmpty = (value: unknown) =>
  typeof value === "object" && value !== null && "ko" in value && !value.ko ? undefined : value;

/** One polling place a line; a line that is none is told by its number. */
function readPlaces(
  typed: string,
  { districts }: Directory,
  fault: (message: string, params?: Record<string, number>) => void,
): PollingPlace[] {
  const lines = typed.split(/\r\n?|\n/).map((one) => one.trim());
  const places = lines.flatMap((one, index): PollingPlace[] => {
    if (one === "") return [];
    const [name = "", address = "", where = "", number = "", ...more] = one
      .split(/[\t;]/)
      .map((cell) => cell.trim());
    const eligible = /^\d{1,3}(,?\d{3})*$/.test(number) ? Number(number.replaceAll(",", "")) : 0;
    const district = districts.find(({ code, name: names }) =>
      [code, ...Object.values(names)].includes(where),
    );
    const texts = [name, address].every((cell) => line(VOTE_LIMITS.place).safeParse(cell).success);
    const fits = texts && (district || where === "") && eligible >= 1 && eligible <= VOTE_LIMITS.eligible;
    if (fits && more.length === 0) return [{ name, address, district: district?.code ?? null, eligible }];
    fault("bad-line", { line: index + 1 });
    return [];
  });
  if (lines.every((one) => one === "")) fault("required");
  if (places.length > VOTE_LIMITS.places) fault("above-most", { max: VOTE_LIMITS.places });
  const names = places.map(({ name }) => name);
  if (new Set(names).size < names.length) fault("twice");
  return places;
}

/** The lines of {@link definitionSchema}, as the form shows them again. */
export const linesOfPlaces = (places: readonly PollingPlace[]): string =>
  places
    .map(({ name, address, district, eligible }) => [name, address, district ?? "", eligible].join("; "))
    .join("\n");

/** Who may vote, at all places together. */
export const eligibleOf = (places: readonly Pick<PollingPlace, "eligible">[]): number =>
  places.reduce((sum, { eligible }) => sum + eligible, 0);
