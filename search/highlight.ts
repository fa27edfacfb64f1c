import { characterStart } from "#app/platform/excerpt.ts";
import type { AnalysedQuery } from "./analyse.ts";
import { initialsOf } from "./letters.ts";
import { withoutSpaces } from "./text.ts";

/** A piece of plain text; `hit`: it is what was looked for. */
export interface Segment {
  text: string;
  hit: boolean;
}

const SNIPPET_LENGTH = 160;
/** What stands before the first hit of a snippet. */
const LEAD = 40;
/** A cut is moved by this many characters at most to fall between words. */
const TO_WORD_END = 15;
/** Of a word that is not in the text as a whole, pieces are marked: of its beginning, this many characters each. */
const [LONGEST_WORD, LONGEST_PIECE] = [60, 12];

/** A text with what answers the query marked; all of the text, in order. */
export function highlight(query: AnalysedQuery, text: string): Segment[] {
  return segments(text, joined(marksIn(query, text)));
}

/** The piece of a text, about 160 characters, that answers the query best; its beginning when nothing does. */
export function snippet(query: AnalysedQuery, text: string): Segment[] {
  const plain = text.replace(OTHER_SPACE, " ").trim();
  const marks = marksIn(query, plain);
  const [from, to] = windowOf(plain, densest(marks));
  const inside = marks.filter((mark) => mark.from >= from && mark.to <= to);
  const piece = segments(plain, joined(inside), from, to);
  if (from > 0) piece.unshift({ text: "…", hit: false });
  if (to < plain.length) piece.push({ text: "…", hit: false });
  return piece;
}

/** Every run of white space but one space alone, which there are hundreds of. */
const OTHER_SPACE = /\s{2,}|[^\S ]/g;

interface Mark {
  from: number;
  to: number;
  /** Which of the query's words. */
  word: number;
}

/** A text without what stands between words, and where each of its characters is in the text. */
interface Compact {
  text: string;
  places: Int32Array;
  /** 1 where a word begins. */
  begins: Uint8Array;
}

/** Nearly all characters are Hangul: runs of them are taken as they are, as a page reads 20 texts for its excerpts. */
function compactOf(text: string): Compact {
  const places = new Int32Array(text.length);
  const begins = new Uint8Array(text.length);
  let compact = "";
  let length = 0;
  let runFrom = 0;
  let beginsWord = true;
  const keep = (place: number) => {
    places[length] = place;
    begins[length] = beginsWord ? 1 : 0;
    length += 1;
    beginsWord = false;
  };
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if ((code >= 0xac00 && code <= 0xd7a3) || (code >= 0x3131 && code <= 0x3163)) {
      keep(i);
      continue;
    }
    compact += text.slice(runFrom, i);
    runFrom = i + 1;
    const folded = code === 32 || code === 0x318d ? "" : text.charAt(i).normalize("NFKC").toLowerCase();
    if (LETTER_OR_DIGIT.test(folded)) {
      compact += folded;
      keep(i);
    } else beginsWord = true;
  }
  return { text: compact + text.slice(runFrom), places, begins };
}

/** One unit; the halves of a character beyond the first 65,536 pass too. */
const LETTER_OR_DIGIT = /^[\p{L}\p{N}\p{M}\p{Cs}]$/u;

/** In the order of the text. */
function marksIn(query: AnalysedQuery, text: string): Mark[] {
  const compact = compactOf(text);
  const marks: Mark[] = [];
  const mark = (word: number, at: number, length: number) => {
    const [from, last] = [compact.places[at], compact.places[at + length - 1]];
    if (from !== undefined && last !== undefined) marks.push({ from, to: last + 1, word });
  };
  if (query.initials) {
    const wanted = withoutSpaces(query.variants[0]?.text ?? "");
    const at = initialsOf(compact.text).indexOf(wanted);
    if (at !== -1) mark(0, at, wanted.length);
    return marks;
  }
  const cores = [...new Set(query.variants.flatMap((variant) => variant.cores))];
  const typed = query.variants.flatMap((variant) => variant.text.split(" "));
  cores.forEach((core, word) => {
    // what looks like a particle may belong to the word: 횡단보도 is marked whole where it stands whole
    const whole = typed.filter((one) => one !== core && one.startsWith(core) && compact.text.includes(one));
    for (const piece of [...whole, ...piecesIn(core, compact.text)]) {
      for (const at of placesOf(piece, compact)) mark(word, at, piece.length);
    }
  });
  return marks.sort((a, b) => a.from - b.from || b.to - a.to);
}

/** The word itself when the text has it, or those pieces of it that it has: 신호등설치 is marked in 신호등을 설치. */
function piecesIn(core: string, text: string): string[] {
  if (text.includes(core)) return [core];
  const word = core.slice(0, LONGEST_WORD);
  const shortest = word.length > 4 ? 3 : 2;
  const pieces: string[] = [];
  for (let at = 0; at + shortest <= word.length; ) {
    let length = Math.min(LONGEST_PIECE, word.length - at);
    while (length >= shortest && !text.includes(word.slice(at, at + length))) length -= 1;
    if (length < shortest) at += 1;
    else {
      pieces.push(word.slice(at, at + length));
      at += length;
    }
  }
  return pieces;
}

/**
 * Where a text has a word. Inside another word only as a whole piece of it: what goes over a space must begin with a
 * word (오보 도착 has no 보도), and so must a single syllable and a Latin word.
 */
function placesOf(piece: string, { text, begins }: Compact): number[] {
  const places: number[] = [];
  const atWord = piece.length === 1 || /^[a-z0-9]/.test(piece);
  for (let at = text.indexOf(piece); at !== -1; at = text.indexOf(piece, at + piece.length)) {
    const overSpace = begins.indexOf(1, at + 1);
    const crosses = overSpace !== -1 && overSpace < at + piece.length;
    if (begins[at] || !(atWord || crosses)) places.push(at);
  }
  return places;
}

/** Where the window begins that has most of the query's words, and of those most often. */
function densest(marks: readonly Mark[]): number {
  const counts = new Map<number, number>();
  let best = { from: 0, worth: 0 };
  let end = 0;
  marks.forEach((mark, start) => {
    for (; end < marks.length; end += 1) {
      const next = marks[end];
      if (!next || next.to > mark.from + SNIPPET_LENGTH - LEAD) break;
      counts.set(next.word, (counts.get(next.word) ?? 0) + 1);
    }
    const worth = counts.size * 100 + Math.min(99, end - start);
    if (worth > best.worth) best = { from: mark.from, worth };
    const left = (counts.get(mark.word) ?? 0) - 1;
    if (left > 0) counts.set(mark.word, left);
    else counts.delete(mark.word);
    end = Math.max(end, start + 1);
  });
  return best.from;
}

/** The window around a first hit, cut between words where there are any near. */
function windowOf(text: string, hit: number): [number, number] {
  let from = hit < LEAD ? 0 : hit - LEAD;
  const space = text.indexOf(" ", from);
  if (from > 0 && space !== -1 && space - from <= TO_WORD_END) from = space + 1;
  let to = Math.min(text.length, from + SNIPPET_LENGTH);
  const last = text.lastIndexOf(" ", to);
  if (to < text.length && to - last <= TO_WORD_END) to = last;
  // never within what people see as one character
  return [characterStart(text, from), to < text.length ? characterStart(text, to) : to];
}

/** Marks that touch or overlap become one. */
function joined(marks: readonly Mark[]): Mark[] {
  const apart: Mark[] = [];
  for (const mark of marks) {
    const last = apart.at(-1);
    if (last && mark.from <= last.to) last.to = Math.max(last.to, mark.to);
    else apart.push({ ...mark });
  }
  return apart;
}

function segments(text: string, marks: readonly Mark[], start = 0, end = text.length): Segment[] {
  const pieces: Segment[] = [];
  let at = start;
  for (const { from, to } of marks) {
    if (from > at) pieces.push({ text: text.slice(at, from), hit: false });
    pieces.push({ text: text.slice(from, to), hit: true });
    at = to;
  }
  if (at < end) pieces.push({ text: text.slice(at, end), hit: false });
  return pieces;
}
