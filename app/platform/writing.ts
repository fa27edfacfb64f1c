/** What people write, in the form that is kept and counted: the same on the server and in the browser. */

/** Line breaks of word processors and slides (U+000B), of PDFs (U+000C), and those that Unicode has for it. */
const LINE_BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/**
 * What nobody sees and nobody means: controls but tab and line feed, the marks by which phones and messengers turn a
 * text's direction, spaces of no width, byte order marks. The joiners and direction marks that Arabic and emoji are
 * written with (U+200C to U+200F) stay.
 */
const UNMEANT = /[^\P{Cc}\t\n]|[\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/** A text in one form: NFC, one kind of line break, nothing {@link UNMEANT}. Not trimmed. */
export function tidied(text: string): string {
  return text.replace(LINE_BREAKS, "\n").replace(UNMEANT, "").normalize("NFC");
}

/** The same on one line: a title that was pasted over two lines is one title. */
export function tidiedLine(text: string): string {
  return tidied(text).replace(/\n+/g, " ");
}

/** How long a text is to people and to the limits of fields: the code points of its tidied form. */
export function lengthOf(text: string): number {
  return [...tidied(text)].length;
}

/** Nothing on the screen, though some are letters or signs to Unicode: fillers of Hangul, braille without dots. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\u2800\ufff9-\ufffb\u{1d159}]/gu;

/** How many code points can be seen, or are blanks between such as can: what a duty's reply must have some of. */
export function seenLength(text: string): number {
  return [...text.replace(UNSEEN, "").trim()].length;
}
