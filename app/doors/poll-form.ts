import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { questionsOf } from "#app/domain/kinds/poll/definition.ts";
import type { PollDefinition, PollQuestion, Said } from "#db/tables/poll-definition.ts";

/**
 * A poll's definition as the fields of a form, each with a name of its own, and back. Choices are lines of a text, so that
 * the form works without JavaScript; a line that is as it was keeps its choice's id.
 */
export type PollFields = Record<string, string>;

const LANGUAGES = ["ko", "en", "ja"] as const;
const SEOUL_MS = 9 * 60 * 60 * 1000;

/** As `<input type="datetime-local">` has it, in Seoul. */
export const seoulMinute = (at: string): string =>
  new Date(Date.parse(at) + SEOUL_MS).toISOString().slice(0, 16);

const timeOf = (typed: string | undefined): string | undefined => {
  if (!typed) return undefined;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed) ? `${typed}:00+09:00` : typed;
};

/** When a poll that is begun now would end: in two weeks, at six in the evening. */
export const usualEnd = (now: Date): string =>
  `${seoulMinute(new Date(now.getTime() + 14 * DAY_MS).toISOString()).slice(0, 10)}T18:00:00+09:00`;

function putSaid(fields: PollFields, name: string, said: Said | undefined): void {
  for (const language of LANGUAGES) fields[`${name}.${language}`] = said?.[language] ?? "";
}

export function fieldsOfDefinition(definition: PollDefinition): PollFields {
  const { who, briefs, documents, video, related } = definition;
  const fields: PollFields = {
    purpose: definition.purpose,
    category: definition.category,
    district: definition.district ?? "",
    opensAt: seoulMinute(definition.opensAt),
    closesAt: seoulMinute(definition.closesAt),
    results: definition.results,
    mayChange: definition.mayChange ? "yes" : "no",
    who: who.districts?.[0] ?? (who.residents ? "residents" : "all"),
    minAge: who.minAge?.toString() ?? "",
    maxAge: who.maxAge?.toString() ?? "",
    documents: documents.map(({ title, url }) => `${title.ko} | ${url}`).join("\n"),
    related: related.join(", "),
    "video.url": video?.url ?? "",
  };
  putSaid(fields, "title", definition.title);
  putSaid(fields, "summary", definition.summary);
  putSaid(fields, "video.title", video?.title);
  putSaid(fields, "video.transcript", video?.transcript);
  for (const [place, brief] of briefs.entries()) {
    putSaid(fields, `b.${place}.title`, brief.title);
    putSaid(fields, `b.${place}.body`, brief.body);
  }
  let place = 0;
  for (const [page, { questions }] of definition.pages.entries())
    for (const question of questions) {
      putQuestion(fields, `q.${place}`, question, page, questionsOf(definition));
      place += 1;
    }
  return fields;
}

function putQuestion(
  fields: PollFields,
  name: string,
  question: PollQuestion,
  page: number,
  all: readonly PollQuestion[],
): void {
  const { id, type, title, help, required, when } = question;
  Object.assign(fields, {
    [`${name}.id`]: id,
    [`${name}.type`]: type,
    [`${name}.page`]: String(page + 1),
    [`${name}.required`]: required ? "yes" : "no",
    [`${name}.min`]: "min" in question ? String(question.min) : "",
    [`${name}.max`]: "max" in question ? String(question.max) : "",
    [`${name}.drawn`]: "drawnOrder" in question && question.drawnOrder ? "yes" : "no",
    [`${name}.when`]: when?.question ?? "",
    [`${name}.is`]: when ? placesOf(when, all).join(", ") : "",
    [`${name}.was`]: "choices" in question ? JSON.stringify(question.choices.map(wasOf)) : "",
  });
  putSaid(fields, `${name}.title`, title);
  putSaid(fields, `${name}.help`, help);
  putSaid(fields, `${name}.unit`, question.type === "number" ? question.unit : undefined);
  putSaid(fields, `${name}.low`, question.type === "rating" ? question.words?.low : undefined);
  putSaid(fields, `${name}.high`, question.type === "rating" ? question.words?.high : undefined);
  for (const language of LANGUAGES)
    fields[`${name}.choices.${language}`] =
      "choices" in question ? question.choices.map((choice) => choice.title[language] ?? "").join("\n") : "";
}

const wasOf = ({ id, title }: { id: string; title: Said }) => [id, title.ko];

/** Choices of an earlier question by their number, as people write them. */
function placesOf(when: NonNullable<PollQuestion["when"]>, all: readonly PollQuestion[]): number[] {
  const other = all.find(({ id }) => id === when.question);
  if (!other || !("choices" in other)) return [];
  return other.choices.flatMap(({ id }, place) => (when.is.includes(id) ? [place + 1] : []));
}

/** How many there are of what is numbered from 0, by the field that each of them has. */
export function countOf(fields: PollFields, what: "q" | "b"): number {
  const sign = what === "q" ? "type" : "title.ko";
  let count = 0;
  while (fields[`${what}.${count}.${sign}`] !== undefined) count += 1;
  return count;
}

/** Leaves one of what is numbered out; those after it move up. */
export function without(fields: PollFields, what: "q" | "b", place: number): PollFields {
  return renumbered(fields, what, (at) => (at === place ? null : at > place ? at - 1 : at));
}

/** Puts a question before the one above it. */
export function movedUp(fields: PollFields, place: number): PollFields {
  if (place < 1) return fields;
  return renumbered(fields, "q", (at) => (at === place ? at - 1 : at === place - 1 ? at + 1 : at));
}

function renumbered(fields: PollFields, what: "q" | "b", to: (at: number) => number | null): PollFields {
  const moved: PollFields = {};
  for (const [name, value] of Object.entries(fields)) {
    const [kind, at, ...rest] = name.split(".");
    if (kind !== what || rest.length === 0) {
      moved[name] = value;
      continue;
    }
    const place = to(Number(at));
    if (place !== null) moved[[what, place, ...rest].join(".")] = value;
  }
  return moved;
}

/** A definition as it was typed, for the domain's schema to judge. */
export function definitionOfFields(fields: PollFields): unknown {
  const questions = Array.from({ length: countOf(fields, "q") }, (_, place) =>
    questionOf(fields, `q.${place}`),
  );
  const choiceIds = new Map(questions.map(({ question }) => [question.id, question.choices ?? []]));
  const pages = new Map<number, object[]>();
  for (const { question, page, when } of questions) {
    const is = when?.places.map((place) => choiceIds.get(when.question)?.[place - 1]?.id ?? "");
    const whole = { ...question, ...(when && { when: { question: when.question, is } }) };
    pages.set(page, [...(pages.get(page) ?? []), whole]);
  }
  const { who } = fields;
  return {
    title: said(fields, "title"),
    summary: said(fields, "summary"),
    purpose: fields.purpose,
    category: fields.category,
    district: fields.district || null,
    opensAt: timeOf(fields.opensAt),
    closesAt: timeOf(fields.closesAt),
    results: fields.results,
    mayChange: fields.mayChange === "yes",
    who: {
      residents: who !== undefined && who !== "all",
      districts: who && who !== "all" && who !== "residents" ? [who] : undefined,
      minAge: numberOf(fields.minAge),
      maxAge: numberOf(fields.maxAge),
    },
    pages: [...pages].sort(([a], [b]) => a - b).map(([, of]) => ({ questions: of })),
    briefs: Array.from({ length: countOf(fields, "b") }, (_, place) => ({
      title: said(fields, `b.${place}.title`),
      body: said(fields, `b.${place}.body`),
    })),
    documents: linesOf(fields.documents).map((line) => {
      const [title = "", url = ""] = line.split("|").map((part) => part.trim());
      return { title, url };
    }),
    video: fields["video.url"]
      ? {
          url: fields["video.url"],
          title: said(fields, "video.title"),
          transcript: said(fields, "video.transcript"),
        }
      : null,
    related: (fields.related ?? "")
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((id) => numberOf(id)),
  };
}

const said = (fields: PollFields, name: string) =>
  Object.fromEntries(LANGUAGES.map((language) => [language, fields[`${name}.${language}`] ?? ""]));

const linesOf = (typed: string | undefined): string[] =>
  (typed ?? "").split(/\r?\n/).filter((line) => line.trim() !== "");

const numberOf = (typed: string | undefined): number | undefined =>
  typed === undefined || typed.trim() === "" ? undefined : Number(typed.normalize("NFKC"));

function questionOf(fields: PollFields, name: string) {
  const of = (part: string) => fields[`${name}.${part}`];
  const type = of("type");
  const choosing = type === "single" || type === "multiple" || type === "ranking";
  const [min, max] = [numberOf(of("min")), numberOf(of("max"))];
  const question = {
    id: of("id") || undefined,
    type,
    title: said(fields, `${name}.title`),
    help: said(fields, `${name}.help`),
    required: of("required") !== "no",
    ...(choosing && { choices: choicesOf(fields, name), drawnOrder: of("drawn") === "yes" }),
    ...(type !== "single" && type !== "text" && { min, max }),
    ...(type === "text" && max !== undefined && { max }),
    ...(type === "number" && { unit: said(fields, `${name}.unit`) }),
    ...(type === "rating" &&
      of("low.ko") && { words: { low: said(fields, `${name}.low`), high: said(fields, `${name}.high`) } }),
  };
  const when = of("when");
  const places = (of("is") ?? "")
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);
  return { question, page: numberOf(of("page")) ?? 1, when: when ? { question: when, places } : undefined };
}

function choicesOf(fields: PollFields, name: string) {
  const lines = LANGUAGES.map((language) => (fields[`${name}.choices.${language}`] ?? "").split(/\r?\n/));
  const [korean = []] = lines;
  const was = wasIn(fields[`${name}.was`]);
  const shown = korean.flatMap((line, place) => (line.trim() === "" ? [] : [{ line: line.trim(), place }]));
  return shown.map(({ line, place }, index) => {
    const same =
      was.find(([, title]) => title === line) ?? (was.length === shown.length ? was[index] : undefined);
    return {
      id: same?.[0],
      title: Object.fromEntries(
        LANGUAGES.map((language, at) => [language, (lines[at]?.[place] ?? "").trim()]),
      ),
    };
  });
}

/** What the form says that its choices were; it may say anything. */
function wasIn(typed: string | undefined): [id: string, title: string][] {
  try {
    const was: unknown = JSON.parse(typed || "[]");
    if (!Array.isArray(was)) return [];
    return was.flatMap((pair): [string, string][] => {
      const [id, title]: unknown[] = Array.isArray(pair) ? pair : [];
      return typeof id === "string" && typeof title === "string" ? [[id, title]] : [];
    });
  } catch {
    return [];
  }
}
