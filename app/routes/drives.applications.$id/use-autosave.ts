import { useFetcher } from "@remix-run/react";
import { type FormEvent, useEffect, useRef } from "react";

import type { SavedPart } from "./saved-part.server.ts";

const PAUSE_MS = 4_000;

type Saved =
  | { savedAt: string }
  | { conflict: SavedPart }
  | { unreachable: true }
  | { refused: unknown }
  | undefined;

/**
 * Keeps a step while it is typed, a moment after the last key. Without scripts the buttons keep it.
 *
 * @returns handlers for the form, and what became of the last try
 */
export function useAutosave() {
  const saver = useFetcher<Saved>();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const stop = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);

  const { data } = saver;
  const conflict = data && "conflict" in data ? data.conflict : null;

  function onInput(event: FormEvent<HTMLFormElement>) {
    const form = event.currentTarget;
    stop();
    // Another window saved something else: its writer decides first.
    if (conflict) return;
    timer.current = setTimeout(() => {
      const typed = new FormData(form);
      typed.set("intent", "autosave");
      saver.submit(typed, { method: "post", encType: "multipart/form-data" });
    }, PAUSE_MS);
  }

  return {
    onInput,
    /** A button keeps everything by itself. */
    onSubmit: stop,
    conflict,
    savedAt: data && "savedAt" in data ? data.savedAt : null,
    failed: data !== undefined && data !== null && !("savedAt" in data),
  };
}
