import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { questionsOf } from "#app/domain/kinds/poll/definition.ts";
import type {
  PollChoice,
  PollDefinition,
  PollPicture,
  PollQuestion,
  Said,
} from "#db/tables/poll-definition.ts";
import {
  briefPicture,
  choicePicture,
  countOf,
  listIn,
  numberOf,
  type PollFields,
  pagesOf,
  type SavedChoice,
  savedChoicesOf,
} from "./poll-fields.ts";

/*
 * A poll's definition as the fields of a form, and back. Choices are lines of a text, so that the form works without
 * JavaScript; a line that is as it was keeps its choice's id, the proposal that it stands for, and the picture that the form has under that id. What no
 * field shows (translations of documents and gifts) goes through the form beside what it belongs to, so that saving loses
 * none of it.
 */

export const LANGUAGES = ["ko", "en", "ja"] as const;
const SEOUL_MS = 9 * 60 * 60 * 1000;

/** As `<input type="datetime-local">` has it, in Seoul. */
const seoulMinute = (at: string): string => new Date(Date.parse(at) + SEOUL_MS).toISOString().slice(0, 16);

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

function putPicture(fields: PollFields, name: string, picture: PollPicture | undefined): void {
  fields[name] = picture?.id ?? "";
  if (picture) putSaid(fields, `${name}.alt`, picture.alt);
}

export function fieldsOfDefinition(definition: PollDefinition): PollFields {
  const { who, briefs, documents, video, related, gifts = [] } = definition;
  const fields: PollFields = {
    purpose: definition.purpose,
    category: definition.category,
    district: definition.district ?? "",
    opensAt: seoulMinute(definition.opensAt),
    closesAt: seoulMinute(definition.closesAt),
    results: definition.results,
    mayChange: definition.mayChange ? "yes" : "no",
    leaderboard: definition.leaderboard ? "yes" : "no",
    opinionMap: definition.opinionMap ? "yes" : "no",
    who: who.districts?.join(",") || (who.residents ? "residents" : "all"),
    roll: who.roll ?? "",
    minAge: who.minAge?.toString() ?? "",
    maxAge: who.maxAge?.toString() ?? "",
    documents: documents.map(({ title, url }) => `${title.ko} | ${url}`).join("\n"),
    "documents.was": JSON.stringify(documents),
    gifts: gifts.map(({ name, count }) => `${name.ko} | ${count}`).join("\n"),
    "gifts.was": JSON.stringify(gifts),
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
    putPicture(fields, briefPicture(place), brief.picture);
  }
  let place = 0;
  for (const [page, { title, questions }] of definition.pages.entries()) {
    putSaid(fields, `p.${page + 1}.title`, title);
    for (const question of questions) {
      putQuestion(fields, `q.${place}`, question, page, questionsOf(definition));
      if ("choices" in question)
        for (const { id, picture } of question.choices) putPicture(fields, choicePicture(place, id), picture);
      place += 1;
    }
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
    [`${name}.max`]: "max" in question && !isAll(question) ? String(question.max) : "",
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

const wasOf = ({ id, title, proposal }: PollChoice) => [id, title.ko, ...(proposal ? [proposal] : [])];

/** As many as there are: said as nothing, so that a choice that is added may be chosen too. */
const isAll = (question: PollQuestion): boolean =>
  "choices" in question && "max" in question && question.max === question.choices.length;

/** Choices of an earlier question by their number, as people write them. */
function placesOf(when: NonNullable<PollQuestion["when"]>, all: readonly PollQuestion[]): number[] {
  const other = all.find(({ id }) => id === when.question);
  if (!other || !("choices" in other)) return [];
  return other.choices.flatMap(({ id }, place) => (when.is.includes(id) ? [place + 1] : []));
}

/** A definition as it was typed, for the domain's schema to judge. */
export function definitionOfFields(fields: PollFields): unknown {
  const questions = Array.from({ length: countOf(fields, "q") }, (_, place) => questionOf(fields, place));
  const choiceIds = new Map(questions.map(({ question }) => [question.id, question.choices ?? []]));
  const whole = questions.map(({ question, when }) => {
    const is = when?.places.map((place) => choiceIds.get(when.question)?.[place - 1]?.id ?? "");
    return { ...question, ...(when && { when: { question: when.question, is } }) };
  });
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
    leaderboard: fields.leaderboard === "yes",
    opinionMap: fields.opinionMap === "yes",
    who: {
      residents: who !== undefined && who !== "all",
      districts: who && who !== "all" && who !== "residents" ? who.split(",") : undefined,
      minAge: numberOf(fields.minAge),
      maxAge: numberOf(fields.maxAge),
      roll: fields.roll || undefined,
    },
    pages: pagesOf(fields).map(({ page, places }) => ({
      title: said(fields, `p.${page}.title`),
      questions: places.map((place) => whole[place]),
    })),
    briefs: Array.from({ length: countOf(fields, "b") }, (_, place) => ({
      title: said(fields, `b.${place}.title`),
      body: said(fields, `b.${place}.body`),
      picture: pictureOf(fields, briefPicture(place)),
    })),
    documents: documentsOf(fields),
    gifts: giftsOf(fields),
    video: Object.entries(fields).some(([name, value]) => name.startsWith("video.") && value !== "")
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

function pictureOf(fields: PollFields, name: string) {
  const id = fields[name];
  return id ? { id, alt: said(fields, `${name}.alt`) } : undefined;
}

/**
 * The field of the picture that belongs where a form says, `q.PLACE.CHOICE` or `b.PLACE`.
 *
 * @returns undefined: there is no such choice or brief in what was typed
 */
export function pictureFieldOf(fields: PollFields, where: string | undefined): string | undefined {
  const [what, at = "", choice] = (where ?? "").split(".");
  const place = /^\d{1,2}$/.test(at) ? Number(at) : Number.NaN;
  if (what === "b" && choice === undefined)
    return place < countOf(fields, "b") ? briefPicture(place) : undefined;
  if (what !== "q" || !choice || !(place < countOf(fields, "q"))) return undefined;
  const { choices } = questionOf(fields, place).question;
  return choices?.some(({ id }) => id === choice) ? choicePicture(place, choice) : undefined;
}

/** Puts a picture where another was, or none was. */
export function withPicture(fields: PollFields, name: string, picture: PollPicture | undefined): PollFields {
  const changed = { ...fields };
  putPicture(changed, name, picture);
  return changed;
}

/** A document whose name or address is as it was keeps its translations. */
function documentsOf(fields: PollFields) {
  const was = listIn(fields["documents.was"]);
  return linesOf(fields.documents).map((line) => {
    const at = line.lastIndexOf("|");
    const [title, url] = at < 0 ? [line.trim(), ""] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    const same = was.find((one) => textOf(one, "url") === url) ?? was.find((one) => koreanOf(one) === title);
    const translations = same ? partOf(same, "title") : undefined;
    return { title: isObject(translations) ? { ...translations, ko: title } : title, url };
  });
}

/** A gift whose name is as it was keeps its translations. */
function giftsOf(fields: PollFields) {
  const was = listIn(fields["gifts.was"]).map((one) => partOf(one, "name"));
  return linesOf(fields.gifts).map((line) => {
    const at = line.lastIndexOf("|");
    const [name, count] = at < 0 ? [line.trim(), "1"] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    const translations = was.find((one) => textOf(one, "ko") === name);
    return { name: isObject(translations) ? { ...translations, ko: name } : name, count: numberOf(count) };
  });
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const partOf = (value: unknown, name: string): unknown =>
  isObject(value) ? new Map<string, unknown>(Object.entries(value)).get(name) : undefined;
const textOf = (value: unknown, name: string): string | undefined => {
  const part = partOf(value, name);
  return typeof part === "string" ? part : undefined;
};
const koreanOf = (value: unknown): string | undefined => textOf(partOf(value, "title"), "ko");

const linesOf = (typed: string | undefined): string[] =>
  (typed ?? "").split(/\r?\n/).filter((line) => line.trim() !== "");

function questionOf(fields: PollFields, place: number) {
  const name = `q.${place}`;
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
    ...(choosing && { choices: choicesOf(fields, place), drawnOrder: of("drawn") === "yes" }),
    ...(type !== "single" && type !== "text" && { min, max }),
    ...(type === "text" && max !== undefined && { max }),
    ...(type === "number" && { unit: said(fields, `${name}.unit`) }),
    ...(type === "rating" &&
      (of("low.ko") || of("high.ko")) && {
        words: { low: said(fields, `${name}.low`), high: said(fields, `${name}.high`) },
      }),
  };
  const when = of("when");
  const places = (of("is") ?? "")
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);
  return { question, when: when ? { question: when, places } : undefined };
}

function choicesOf(fields: PollFields, place: number) {
  const lines = LANGUAGES.map((language) => (fields[`q.${place}.choices.${language}`] ?? "").split(/\r?\n/));
  const [korean = []] = lines;
  const left = savedChoicesOf(fields, place);
  const before = left.length;
  const shown = korean.flatMap((line, row) => (line.trim() === "" ? [] : [{ line: line.trim(), row }]));
  const take = (of: (was: SavedChoice) => boolean): SavedChoice | undefined => {
    const at = left.findIndex(of);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  // Each id once: those that are as they were take theirs first, and only then those that were written anew.
  const same = shown.map(({ line }) => take(({ title }) => title === line));
  return shown.map(({ row }, index) => {
    const was = same[index] ?? (before === shown.length ? take(() => true) : undefined);
    return {
      id: was?.id,
      proposal: was?.proposal,
      title: Object.fromEntries(LANGUAGES.map((language, at) => [language, (lines[at]?.[row] ?? "").trim()])),
      picture: was && pictureOf(fields, choicePicture(place, was.id)),
    };
  });
}
