import { useState } from "react";

/**
 * What a look has shown, also after a form beside it was refused: the clerk would have to look once more, and each look
 * is on record. Gone with the next answer that is taken.
 *
 * @param answer what the page's action said last; undefined: nothing, or it led on
 */
export function useShown<Shown>(answer: { shown: Shown } | object | undefined): Shown | undefined {
  const [kept, setKept] = useState<Shown>();
  const now = answer === undefined ? undefined : "shown" in answer ? answer.shown : kept;
  if (now !== kept) setKept(now);
  return now;
}
