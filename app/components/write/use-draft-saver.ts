import { type RefObject, useEffect, useState, useSyncExternalStore } from "react";
import { useSpacePath } from "#app/components/space-path.ts";
import type { BodyFields } from "./body-fields.ts";
import { DraftSaver, type SavedDraft, type SaverView } from "./draft-saver.ts";

/** A {@link DraftSaver} for a form, and what it has to say. */
export function useDraftSaver(
  form: RefObject<HTMLFormElement>,
  { owner, id, saved, body }: { owner: string; id: string; saved: SavedDraft; body: BodyFields },
): [DraftSaver, SaverView] {
  const within = useSpacePath();
  const [saver] = useState(() => new DraftSaver(owner, id, saved, within(`/drafts/${id}/autosave`), body));
  const view = useSyncExternalStore(saver.subscribe, saver.view, saver.view);

  useEffect(() => (form.current ? saver.watch(form.current) : undefined), [saver, form]);

  // A button saved: the loader ran again and says when.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time is what tells one saving from another.
  useEffect(() => saver.noteSaved(saved), [saver, saved.at]);
  return [saver, view];
}
