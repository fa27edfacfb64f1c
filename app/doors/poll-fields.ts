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

/** The field of a choice's picture; what it shows stands in `.alt.LANGUAGE` of it. */
export const choicePicture = (place: number, choice: string): string => `q.${place}.picture.${choice}`;
export const briefPicture = (place: number): string => `b.${place}.picture`;

/** A choice as it was saved last. */
export interface SavedChoice {
  id: string;
  /** In Korean. */
  title: string;
  /** The number of the proposal that it stands for. */
  proposal?: number;
}

/** The choices of the question at a place, as the form says that they were; it may say anything. */
export const savedChoicesOf = (fields: PollFields, place: number): SavedChoice[] =>
  listIn(fields[`q.${place}.was`]).flatMap((one): SavedChoice[] => {
    const [id, title, proposal]: unknown[] = Array.isArray(one) ? one : [];
    if (typeof id !== "string" || typeof title !== "string") return [];
    return [{ id, title, ...(typeof proposal === "number" && { proposal }) }];
  });

/** What a form says of how something was; it may say anything. */
export function listIn(typed: string | undefined): unknown[] {
  try {
    const was: unknown = JSON.parse(typed || "[]");
    return Array.isArray(was) ? was : [];
  } catch {
    return [];
  }
}
