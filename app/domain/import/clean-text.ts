import { decodeHTMLStrict } from "entities";
import { beginningOf } from "#app/platform/excerpt.ts";
import { seenLength, tidied } from "#app/platform/writing.ts";

/**
 * What a service had for its pages as the text that they showed: `<br>` is a line break, an entity its character. Other
 * marks stay as they are, since what stands between `<` and `>` may be somebody's words; so does an `&copy` without its
 * semicolon, which is more often part of an address.
 */
export function unmarked(text: string): string {
  return decodeHTMLStrict(text.replace(/<br\s*\/?>/gi, "\n"));
}

/** A text from elsewhere as we keep it: well-formed, in the form of what people write here, trimmed. */
export function cleanText(text: string): string {
  return tidied(text.toWellFormed()).trim();
}

/** The same on one line; empty when nothing of it can be seen. */
export function cleanLine(text: string): string {
  const whole = cleanText(text).replace(/\s+/g, " ");
  return seenLength(whole) === 0 ? "" : whole;
}

/** At most `max` code points, cut between what people see as characters; what was longer ends in an ellipsis. */
export function capped(text: string, max: number): string {
  if (text.length <= max) return text;
  const characters = [...text];
  if (characters.length <= max) return text;
  const fits = characters.slice(0, max - 1).join("").length;
  return `${beginningOf(text, fits).trimEnd()}…`;
}

export function isWithin(text: string, max: number): boolean {
  return text.length <= max || (text.length <= max * 2 && [...text].length <= max);
}
