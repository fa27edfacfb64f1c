import type { Language } from "#db/tables/language.ts";
import type { PollDefinition } from "#db/tables/poll-definition.ts";
import { questionsOf } from "./definition.ts";

/** What a definition has: the poll, its pages, questions and briefs together, each named once. */
const DEFINITION_FIELDS = [
  "title",
  "summary",
  "purpose",
  "category",
  "district",
  "opensAt",
  "closesAt",
  "results",
  "mayChange",
  "leaderboard",
  "opinionMap",
  "residents",
  "districts",
  "minAge",
  "maxAge",
  "roll",
  "documents",
  "gifts",
  "video",
  "transcript",
  "related",
  "type",
  "help",
  "required",
  "min",
  "max",
  "unit",
  "choices",
  "drawnOrder",
  "low",
  "high",
  "when",
  "body",
  "picture",
  "alt",
] as const;
export type DefinitionField = (typeof DEFINITION_FIELDS)[number];

/** One text or setting of a definition that is not as it was; null: it was not there, or is not any more. */
export interface DefinitionChange {
  /** Of which page, question or brief, counted from 1; null: of the poll itself. */
  of: { what: "page" | "question" | "brief"; number: number } | null;
  field: DefinitionField;
  /** Of a text; null: it is none. */
  language: Language | null;
  /** Times are as ISO 8601 has them. */
  before: string | null;
  after: string | null;
}

type Part = Pick<DefinitionChange, "of" | "field" | "language"> & { text: string };

/** What changed between two versions of a draft, for who looks at it again. No I/O. */
export function definitionChanges(before: PollDefinition, after: PollDefinition): DefinitionChange[] {
  const [was, is] = [partsOf(before), partsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key): DefinitionChange[] => {
    const [earlier, later] = [was.get(key), is.get(key)];
    const part = later ?? earlier;
    if (!part || earlier?.text === later?.text) return [];
    const { of, field, language } = part;
    return [{ of, field, language, before: earlier?.text ?? null, after: later?.text ?? null }];
  });
}

/** Every value of a definition as text, by where it stands: a question by its id, so that a moved one did not change. */
function partsOf(definition: PollDefinition): Map<string, Part> {
  const parts = new Map<string, Part>();
  const add = (key: string, path: readonly string[], value: unknown, of: DefinitionChange["of"]): void => {
    if (value === null || value === undefined) return;
    if (typeof value !== "object") {
      parts.set(`${key}/${path.join("/")}`, { ...placeOf(path), text: String(value), of });
      return;
    }
    for (const [name, inner] of Object.entries(value)) add(key, [...path, name], inner, of);
  };
  const { pages, briefs, ...rest } = definition;
  add("", [], rest, null);
  for (const [place, { title }] of pages.entries())
    add(`page ${place}`, ["title"], title, { what: "page", number: place + 1 });
  for (const [place, question] of questionsOf(definition).entries()) {
    const { id, ...asked } = question;
    const of = { what: "question", number: place + 1 } as const;
    if (!("choices" in asked)) {
      add(`question ${id}`, [], asked, of);
      continue;
    }
    const { choices, ...others } = asked;
    add(`question ${id}`, [], others, of);
    // By its id too: a choice that was put between others changed none of them.
    for (const { id: choice, picture, ...said } of choices) {
      add(`question ${id}`, ["choices", choice], said, of);
      add(`question ${id}`, ["picture", choice], picture, of);
    }
  }
  for (const [place, brief] of briefs.entries())
    add(`brief ${place}`, [], brief, { what: "brief", number: place + 1 });
  return parts;
}

/** The field of a value and its language, by the names on the way to it. */
function placeOf(path: readonly string[]): Pick<Part, "field" | "language"> {
  const last = path.at(-1);
  const language = last === "ko" || last === "en" || last === "ja" ? last : null;
  const named = (name: string | undefined) => DEFINITION_FIELDS.find((field) => field === name);
  const [root, inner] = path;
  // What is said of a picture is of another sort than which one it is.
  if (root === "picture" && language) return { field: "alt", language };
  // What stands in "who" and "words" has a name of its own; what stands in a list is of the list.
  const own = root === "who" || root === "words" || inner === "transcript" ? named(inner) : named(root);
  return { field: own ?? "title", language };
}
