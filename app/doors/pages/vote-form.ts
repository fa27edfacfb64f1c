import { linesOfPlaces } from "#app/domain/kinds/vote/definition.ts";
import type { Said } from "#db/tables/poll-definition.ts";
import type { VoteDefinition } from "#db/tables/vote.ts";

const SAID = ["title", "question", "first", "second", "forFirst", "forSecond"] as const;

/** A vote's form as the domain takes it: texts of several languages stand together. */
export function voteOfForm(fields: Record<string, string>): Record<string, unknown> {
  const texts = SAID.map((name) => [name, saidOfForm(fields, name)]);
  return { ...fields, ...Object.fromEntries(texts) };
}

/** A text's fields, `NAME.ko` and so on. */
export const saidOfForm = (fields: Record<string, string>, name: string) => ({
  ko: fields[`${name}.ko`],
  en: fields[`${name}.en`],
  ja: fields[`${name}.ja`],
});

/** The fields of {@link voteOfForm} for what was written before. */
export function fieldsOfVote(definition: VoteDefinition): Record<string, string> {
  const { title, question, choices, source, category, noticedOn, notice, opens, closes, places } = definition;
  const { first: forFirst, second: forSecond } = definition.arguments;
  const texts: Partial<Record<(typeof SAID)[number], Said>> = {
    title,
    question,
    ...choices,
    forFirst,
    forSecond,
  };
  const said = Object.entries(texts).flatMap(([name, text]) =>
    Object.entries(text ?? {}).map(([language, value]) => [`${name}.${language}`, value]),
  );
  return {
    ...Object.fromEntries(said),
    form: choices ? "two-choices" : "yes-no",
    by: source.by,
    drive: source.by === "drive" ? String(source.drive) : "",
    reference: source.by === "drive" ? "" : source.reference,
    category,
    noticedOn,
    notice,
    opens,
    closes,
    places: linesOfPlaces(places),
  };
}
