import { tidied } from "#app/platform/writing.ts";

/**
 * What was typed but not yet taken by the server, kept by the browser. A copy is there only while there is something
 * to lose: the server's answer removes it.
 */
export interface DraftText {
  title: string;
  body: string;
  category: string;
  district: string;
  /** "LON,LAT", or "": see `placeText`. */
  place: string;
  /** What is said of each picture, by its field. */
  words: Readonly<Record<string, string>>;
}

interface LocalDraft extends DraftText {
  /** When it was typed (ISO). */
  at: string;
  /** The window that it was typed in, and the version that this one began with; absent in copies of long ago. */
  tab?: string;
  version?: number;
}

export const DRAFT_FIELDS = [
  "title",
  "body",
  "category",
  "district",
  "place",
] as const satisfies readonly Exclude<keyof DraftText, "words">[];

const PREFIX = "gonggam-draft";
const keyOf = (owner: string, id: string) => `${PREFIX}:${owner}:${id}`;

export function readLocalDraft(owner: string, id: string): LocalDraft | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(owner, id)) ?? "null");
    // Copies of before there were places, and of before pictures had words to be kept, have none.
    const draft: unknown = typeof value === "object" ? { place: "", ...value } : value;
    return isLocalDraft(draft) ? { ...draft, words: draft.words ?? {} } : null;
  } catch {
    return null; // no storage, or not ours
  }
}

/** @returns whether the browser could keep it: storage may be off or full */
export function writeLocalDraft(
  owner: string,
  id: string,
  text: DraftText & { tab: string; version: number },
): boolean {
  try {
    const draft: LocalDraft = { ...text, at: new Date().toISOString() };
    localStorage.setItem(keyOf(owner, id), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** @param tab only what this window typed: another's may be all that there is of it */
export function removeLocalDraft(owner: string, id: string, tab?: string): void {
  try {
    const { tab: theirs } = readLocalDraft(owner, id) ?? {};
    if (tab === undefined || theirs === undefined || theirs === tab)
      localStorage.removeItem(keyOf(owner, id));
  } catch {
    // Where nothing can be kept there is nothing to remove.
  }
}

/** All that this browser keeps of a person's, latest first. */
export function listLocalDrafts(owner: string): (LocalDraft & { id: string })[] {
  try {
    const own = keyOf(owner, "");
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(own))
      .flatMap((key) => {
        const id = key.slice(own.length);
        const draft = readLocalDraft(owner, id);
        return draft ? [{ ...draft, id }] : [];
      })
      .sort((a, b) => b.at.localeCompare(a.at));
  } catch {
    return [];
  }
}

/** Whether the server would store the same for both. */
export function isSameText(a: DraftText, b: DraftText): boolean {
  return (
    DRAFT_FIELDS.every((field) => tidy(a[field]) === tidy(b[field])) &&
    // Of a picture that only one of them knows, the other says nothing.
    Object.entries(a.words).every(([field, said]) => tidy(said) === tidy(b.words[field] ?? said))
  );
}

const tidy = (text: string) => tidied(text).trim();

function isLocalDraft(
  value: unknown,
): value is Omit<LocalDraft, "words"> & Partial<Pick<LocalDraft, "words">> {
  if (typeof value !== "object" || value === null) return false;
  const fields: Record<string, unknown> = { ...value };
  const { tab, version, words = {} } = fields;
  return (
    [...DRAFT_FIELDS, "at"].every((field) => typeof fields[field] === "string") &&
    (tab === undefined || typeof tab === "string") &&
    (version === undefined || typeof version === "number") &&
    typeof words === "object" &&
    words !== null &&
    Object.values(words).every((said) => typeof said === "string")
  );
}
