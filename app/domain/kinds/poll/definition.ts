import { z } from "zod";
import { choice, line, type TextLimits, text } from "#app/domain/input.ts";
import { maybeSaid, said, short } from "#app/domain/said-schema.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import {
  POLL_PURPOSES,
  POLL_RESULTS,
  type PollDefinition,
  type PollQuestion,
} from "#db/tables/poll-definition.ts";
import { definitionFaults } from "./definition-faults.ts";
import { withIds } from "./definition-ids.ts";
import { videoAt } from "./video.ts";

const POLL_LIMITS = {
  title: { min: 2, max: 100 },
  summary: { min: 0, max: 300 },
  question: { min: 2, max: 300 },
  help: { min: 0, max: 500 },
  choice: { min: 1, max: 200 },
  word: { min: 1, max: 40 },
  alt: { min: 1, max: 200 },
  brief: { min: 2, max: 2_000 },
  transcript: { min: 2, max: 20_000 },
  pages: 20,
  questions: 30,
  choices: 50,
  briefs: 10,
  documents: 20,
  gifts: 10,
  /** Of one gift. */
  winners: 1_000,
  related: 10,
  /** Steps of a scale. */
  ratings: 11,
  /** Either way from zero. */
  number: 1_000_000_000,
  /** Characters of an answer. */
  answer: 2_000,
} as const;

const ID = /^[a-z][a-z0-9-]{0,19}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const ID_FIELD = z
  .string({ error: "not-text" })
  .regex(ID, { error: "unknown-choice" })
  // Programs that read results take ids for names of fields, and this is one that every object of theirs has.
  .refine((id) => !(id in {}), { error: "unknown-choice" });
const whole = (min: number, max: number) =>
  z
    .int({ error: "not-a-number" })
    .refine((value) => value >= min && value <= max, { error: "out-of-range", params: { min, max } });
const time = z.iso
  .datetime({ offset: true, error: (issue) => (issue.input === undefined ? "required" : "not-a-time") })
  .transform((value) => new Date(value).toISOString());
const list = <T extends z.ZodType>(item: T, max: number, min = 0) =>
  z
    .array(item, { error: (issue) => (issue.input === undefined ? "required" : "not-text") })
    .refine((items) => items.length >= min, { error: "not-enough", params: { min } })
    .refine((items) => items.length <= max, { error: "above-most", params: { max } });

/**
 * What an office may say of a poll: in a form, to the API, and in the API's description. Ids that it leaves out are
 * given.
 *
 * @param finished false: it is still being written, and texts and choices may be missing
 */
export function definitionSchema(directory: Directory, finished = true) {
  const limits = (of: TextLimits): TextLimits => (finished ? of : { ...of, min: 0 });
  const least = (min: number) => (finished ? min : 0);
  const address = line(limits({ min: 8, max: 500 })).refine(
    (value) => value === "" || (URL.canParse(value) && /^https:\/\//.test(value)),
    { error: "bad-address" },
  );
  const codes = (known: readonly { code: string }[]) =>
    z
      .string({ error: (issue) => (issue.input === undefined ? "required" : "not-text") })
      .refine((code) => known.some((one) => one.code === code), { error: "unknown-choice" });

  const picture = z
    .object(
      {
        id: z.string({ error: "not-text" }).regex(UUID, { error: "unknown-choice" }),
        alt: said(limits(POLL_LIMITS.alt)),
      },
      { error: "unknown-choice" },
    )
    .optional();
  const choiceSchema = short(
    "title",
    z.object({
      id: ID_FIELD.optional(),
      title: said(limits(POLL_LIMITS.choice)),
      picture,
      proposal: whole(1, Number.MAX_SAFE_INTEGER).optional(),
    }),
  );
  const base = {
    id: ID_FIELD.optional(),
    title: said(limits(POLL_LIMITS.question)),
    help: maybeSaid(POLL_LIMITS.help),
    required: z.boolean({ error: "unknown-choice" }).default(true),
    when: z
      .object({ question: ID_FIELD, is: list(ID_FIELD, POLL_LIMITS.choices, least(1)) })
      .nullish()
      .transform((value) => value ?? undefined),
  };
  const choices = list(choiceSchema, POLL_LIMITS.choices, least(2));
  const drawnOrder = z.boolean({ error: "unknown-choice" }).default(false);
  const bound = whole(0, POLL_LIMITS.choices).optional();
  const number = whole(-POLL_LIMITS.number, POLL_LIMITS.number);
  const question = z.discriminatedUnion(
    "type",
    [
      z.object({ type: z.literal("single"), ...base, choices, drawnOrder }),
      z.object({ type: z.literal("multiple"), ...base, choices, drawnOrder, min: bound, max: bound }),
      z.object({ type: z.literal("ranking"), ...base, choices, drawnOrder, min: bound, max: bound }),
      z.object({
        type: z.literal("rating"),
        ...base,
        min: whole(-100, 100).default(1),
        max: whole(-100, 100).default(5),
        words: z
          .object({ low: said(limits(POLL_LIMITS.word)), high: said(limits(POLL_LIMITS.word)) })
          .nullish()
          .transform((value) => value ?? undefined),
      }),
      z.object({
        type: z.literal("number"),
        ...base,
        min: number.default(0),
        max: number.default(POLL_LIMITS.number),
        unit: maybeSaid({ min: 1, max: 20 }),
      }),
      z.object({
        type: z.literal("text"),
        ...base,
        max: whole(1, POLL_LIMITS.answer).default(1_000),
      }),
    ],
    { error: (issue) => (issue.code === "invalid_union" ? "unknown-choice" : "required") },
  );

  const shape = z.object({
    title: said(limits(POLL_LIMITS.title)),
    summary: maybeSaid(POLL_LIMITS.summary),
    purpose: choice(POLL_PURPOSES).default("policy"),
    category: codes(directory.categories).optional(),
    district: codes(directory.districts).nullable().default(null),
    opensAt: time.optional(),
    closesAt: time,
    results: choice(POLL_RESULTS).default("after-closing"),
    mayChange: z.boolean({ error: "unknown-choice" }).default(true),
    leaderboard: extra("Whether districts are ranked by how many of a thousand residents took part."),
    opinionMap: extra("Whether people may give statements beside the questions, and agree or disagree."),
    who: z
      .object({
        residents: z.boolean({ error: "unknown-choice" }).default(false),
        districts: list(codes(directory.districts), 100).optional(),
        minAge: whole(0, 150).optional(),
        maxAge: whole(0, 150).optional(),
        roll: z
          .string({ error: "not-text" })
          .regex(/^[a-z0-9-]{1,40}$/, { error: "unknown-choice" })
          .optional(),
      })
      .default({ residents: false }),
    pages: list(
      z.object({
        title: maybeSaid(POLL_LIMITS.title),
        questions: list(question, POLL_LIMITS.questions, least(1)),
      }),
      POLL_LIMITS.pages,
      least(1),
    ),
    briefs: list(
      z.object({
        title: said(limits(POLL_LIMITS.title)),
        body: said(limits(POLL_LIMITS.brief), text),
        picture,
      }),
      POLL_LIMITS.briefs,
    ).default([]),
    documents: list(
      z.object({ title: said(limits(POLL_LIMITS.title)), url: address }),
      POLL_LIMITS.documents,
    ).default([]),
    video: z
      .object({
        url: address.refine((value) => value === "" || videoAt(value) !== null, {
          error: "bad-address",
        }),
        title: said(limits(POLL_LIMITS.title)),
        transcript: said(limits(POLL_LIMITS.transcript), text),
      })
      .nullish()
      .transform((value) => value ?? undefined),
    gifts: list(
      z.object({ name: said(limits(POLL_LIMITS.choice)), count: whole(1, POLL_LIMITS.winners) }),
      POLL_LIMITS.gifts,
    )
      .nullish()
      // What has none says nothing of them: so it did before there were any, and its hash is what it was.
      .transform((gifts) => (gifts && gifts.length > 0 ? gifts : undefined)),
    related: list(whole(1, Number.MAX_SAFE_INTEGER), POLL_LIMITS.related).default([]),
  });

  return z
    .preprocess(withPages, shape)
    .transform((input): PollDraftContent => finish(input))
    .superRefine((definition, context) => {
      if (!finished) return;
      for (const { path, code, params } of definitionFaults(definition))
        context.addIssue({ code: "custom", path, message: code, params });
    });
}

/** What a poll may have: as if it had not been said where it has none, so that its hash is what it was before there was any. */
const extra = (description: string) =>
  z
    .boolean({ error: "unknown-choice" })
    .optional()
    .meta({ description })
    .transform((value) => value || undefined);

/** What is said of a picture as it is added. */
export const pictureWordsSchema = z.object({ alt: said(POLL_LIMITS.alt) });

/** A definition as it was written: what it left open is still to be said by whoever saves it. */
export type PollDraftContent = Omit<PollDefinition, "category" | "opensAt"> &
  Partial<Pick<PollDefinition, "category" | "opensAt">>;

/** Questions without pages stand on one. */
function withPages(input: unknown): unknown {
  if (typeof input !== "object" || input === null || "pages" in input || !("questions" in input))
    return input;
  const { questions, ...rest } = input;
  return { ...rest, pages: [{ questions }] };
}

type Written = Omit<PollDraftContent, "pages"> & {
  pages: { title?: PollDefinition["title"]; questions: WrittenQuestion[] }[];
};
type WrittenQuestion = Parameters<typeof withIds>[0][number]["questions"][number];

const finish = (input: Written): PollDraftContent => ({ ...input, pages: withIds(input.pages) });

/** Every question in the order in which it is asked. */
export const questionsOf = ({ pages }: Pick<PollDefinition, "pages">): PollQuestion[] =>
  pages.flatMap(({ questions }) => questions);
