import { useEffect, useRef, useState } from "react";
import { useSpacePath } from "#app/components/space-path.ts";

/** The name of a ballot's form among those that this browser keeps. */
export const ballotFormName = (matter: string) => `ballot-${matter}`;

/** What another device saved since this form was begun. */
export interface DraftConflict {
  version: number;
  /** YYYY-MM-DD, in Seoul. */
  savedOn: string;
  /** Its answers, each with its question. */
  texts: { label: string; text: string }[];
}

export type SaveState =
  | { kind: "nothing" | "saving" | "saved" }
  /** `why`: as the server says it; null: it was not reached. */
  | { kind: "unsaved"; why: string | null }
  | { kind: "conflict"; conflict: DraftConflict };

const NOTHING: SaveState = { kind: "nothing" };

/**
 * Keeps the form of a ballot at the server while its pages turn: one save after another, in their order. What is not kept
 * there stays in the form, and in this browser's copy.
 *
 * @param version what is kept as the page says it: another by now means that a button saved
 */
export function useBallotSaver(matter: string, formId: string, version: number) {
  const address = useSpacePath()(`/polls/${matter}/draft`);
  const [state, setState] = useState<SaveState>(NOTHING);
  const last = useRef<Promise<void>>(Promise.resolve());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what tells one saving from another.
  useEffect(() => setState(NOTHING), [version]);

  const save = (page: number) => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    const fields: Record<string, string> = {};
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields[name] = value;
    const body = JSON.stringify({ ...fields, page: String(page) });
    setState({ kind: "saving" });
    last.current = last.current.then(async () => setState(await send(address, body)));
  };
  return { state, save };
}

async function send(address: string, body: string): Promise<SaveState> {
  try {
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    const answer = await fetch(address, { method: "PUT", headers, body });
    if (answer.ok) return { kind: "saved" };
    const problem: unknown = await answer.json();
    if (typeof problem !== "object" || problem === null) return { kind: "unsaved", why: null };
    if ("conflict" in problem && isConflict(problem.conflict))
      return { kind: "conflict", conflict: problem.conflict };
    return { kind: "unsaved", why: "title" in problem ? String(problem.title) : null };
  } catch {
    return { kind: "unsaved", why: null };
  }
}

function isConflict(value: unknown): value is DraftConflict {
  return (
    typeof value === "object" &&
    value !== null &&
    "version" in value &&
    "savedOn" in value &&
    "texts" in value
  );
}
