const graphemes = new Intl.Segmenter("ko", { granularity: "grapheme" });

/**
 * The beginning of a text: at most `length` UTF-16 units, and never a part of what people see as one character (an
 * emoji of several code points, a letter with its marks).
 */
export function beginningOf(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, characterStart(text, length));
}

/** Where the character begins that stands at a place of the text. */
export function characterStart(text: string, at: number): number {
  // Characters are short; a tower of marks that is none is cut between its code points.
  const from = Math.max(0, at - LONGEST_CHARACTER);
  const near = text.slice(from, at + LONGEST_CHARACTER);
  const start = graphemes.segment(near).containing(at - from)?.index ?? at - from;
  if (start > 0) return from + start;
  return from === 0 && start === 0 && at < LONGEST_CHARACTER ? 0 : wholeUnit(text, at);
}

const LONGEST_CHARACTER = 64;

const wholeUnit = (text: string, at: number) => ((text.charCodeAt(at) & 0xfc00) === 0xdc00 ? at - 1 : at);

/** A text cut near `length` units, at a word where there is one in its latter half; what was cut ends in an ellipsis. */
export function excerptOf(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = beginningOf(text, length);
  const space = cut.lastIndexOf(" ");
  return `${(space > length / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
