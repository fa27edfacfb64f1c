/**
 * A poll's definition as the fields of a form, each with a name of its own. Apart from how they become a definition
 * (poll-form.ts), for the page's script.
 */
export type PollFields = Record<string, string>;

/** How many there are of what is numbered from 0, by the field that each of them has. */
export function countOf(fields: PollFields, what: "q" | "b"): number {
  const sign = what === "q" ? "type" : "title.ko";
  let count = 0;
  while (fields[`${what}.${count}.${sign}`] !== undefined) count += 1;
  return count;
}

/** The page of a question, counted from 1. */
const pageOf = (fields: PollFields, place: number): number => numberOf(fields[`q.${place}.page`]) ?? 1;

/** The pages that have questions in their order, each by its number and with the places of its questions. */
export function pagesOf(fields: PollFields): { page: number; places: number[] }[] {
  const pages = new Map<number, number[]>();
  for (let place = 0; place < countOf(fields, "q"); place += 1) {
    const page = pageOf(fields, place);
    pages.set(page, [...(pages.get(page) ?? []), place]);
  }
  return [...pages].sort(([a], [b]) => a - b).map(([page, places]) => ({ page, places }));
}

/** What was typed as a number; undefined: nothing was. */
export const numberOf = (typed: string | undefined): number | undefined =>
  typed === undefined || typed.trim() === "" ? undefined : Number(typed.normalize("NFKC"));
