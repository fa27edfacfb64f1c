import type { PollDefinition } from "#db/tables/poll-definition.ts";
import { questionsOf } from "./definition.ts";

/** One text or setting of a definition that is not as it was; null: it was not there, or is not any more. */
export interface DefinitionChange {
  /** Of which question or brief, counted from 1; null: of the poll itself. */
  of: { what: "question" | "brief"; number: number } | null;
  before: string | null;
  after: string | null;
}

/** What changed between two versions of a draft, for who looks at it again. No I/O. */
export function definitionChanges(before: PollDefinition, after: PollDefinition): DefinitionChange[] {
  const [was, is] = [partsOf(before), partsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key): DefinitionChange[] => {
    const [earlier, later] = [was.get(key), is.get(key)];
    if (earlier?.text === later?.text) return [];
    const of = later?.of ?? earlier?.of ?? null;
    return [{ of, before: earlier?.text ?? null, after: later?.text ?? null }];
  });
}

/** Every value of a definition as text, by where it stands: a question by its id, so that a moved one did not change. */
function partsOf(definition: PollDefinition): Map<string, { text: string; of: DefinitionChange["of"] }> {
  const parts = new Map<string, { text: string; of: DefinitionChange["of"] }>();
  const add = (key: string, value: unknown, of: DefinitionChange["of"]): void => {
    if (value === null || value === undefined) return;
    if (typeof value !== "object") {
      parts.set(key, { text: String(value), of });
      return;
    }
    for (const [name, inner] of Object.entries(value)) add(`${key}/${name}`, inner, of);
  };
  const { pages: _, briefs, ...rest } = definition;
  add("", rest, null);
  for (const [place, question] of questionsOf(definition).entries())
    add(`question ${question.id}`, question, { what: "question", number: place + 1 });
  for (const [place, brief] of briefs.entries())
    add(`brief ${place}`, brief, { what: "brief", number: place + 1 });
  return parts;
}
