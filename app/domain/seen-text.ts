import { PortalError } from "./errors.ts";
import { hashTexts } from "./ledger/text-hash.ts";

/**
 * Tells a text that stands from every other, for a form that changes it: which text its writer had before them. Two
 * windows on something that is published so need no version beside it; what is saved while it is typed has one
 * (writing-window.ts).
 *
 * @param text its parts by name; null: nothing stood there
 */
export const textMark = (text: object | null): string => (text === null ? "none" : hashTexts(text));

/**
 * Refuses to write over a text that its writer has not seen. Call it under the lock that the change takes. What stands
 * there already may be sent again, by a double tap or after a lost answer.
 *
 * @param seen the mark of the text that the form began with; undefined: a program, or a page of the version before
 * @param standing null: nothing stands there to be written over
 * @throws PortalError "changed-meanwhile"
 */
export function refuseUnseen(seen: string | undefined, standing: object | null, written: object): void {
  if (seen === undefined || standing === null) return;
  const mark = textMark(standing);
  if (mark !== seen && mark !== textMark(written)) throw new PortalError("changed-meanwhile");
}
