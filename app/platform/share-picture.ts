import escapeHtml from "escape-html";
import sharp from "sharp";
import { beginningOf } from "./excerpt.ts";
import { ShareFont } from "./share-font.ts";

/** A picture that messengers show for an address. All texts are given, in one language. */
export interface SharePicture {
  /** What it is, above the title. */
  kind: string;
  title: string;
  /** Where it stands; null: nowhere in particular. */
  standing: { words: string; tone: Tone } | null;
  /** What it is about, as a line drawing of 24 by 24; null: the house's own mark alone. */
  art: string | null;
  /** What is counted, in large. */
  figure: string | null;
  /** Of what, at the other end of the bar. */
  goal: string | null;
  /** How much of the bar is full, 0 to 1; null: there is none. */
  share: number | null;
  /** What comes next. */
  note: string | null;
  /** What one may choose between, or what follows from what. */
  chips: readonly string[];
  /** What the portal is called, and the space. */
  site: string;
  space: string;
}

export type Tone = "running" | "waiting" | "good" | "late" | "over";

const SHARE_WIDTH = 1200;
const SHARE_HEIGHT = 630;
/** Part of a picture's version: to be raised when the same content is drawn in another way. */
export const SHARE_DESIGN = 1;

const LEFT = 72;
const INNER = SHARE_WIDTH - 2 * LEFT;
const INK = "#1e2124";
const SUBTLE = "#464c53";
const BLUE = "#256ef4";
const DEEP = "#0b50d0";
const GROUND = "#ecf2fe";
const RAIL = "#cbdcfb";
const CHIP: Record<Tone, { back: string; ink: string }> = {
  running: { back: "#d8e5fd", ink: DEEP },
  waiting: { back: "#ffe0a3", ink: "#614100" },
  good: { back: "#d8eedd", ink: "#1f5e2c" },
  late: { back: "#bd2c0f", ink: "#ffffff" },
  over: { back: "#e6e8ea", ink: SUBTLE },
};
/** The largest in which it has two lines; what has more is written in the smallest. */
const TITLE_SIZES = [68, 60] as const;
const SMALLEST_TITLE = 52;
const TITLE_LINES = 3;
const CHIP_ROW = 78;
/** More than any title has that three lines hold: nothing longer is measured. */
const LONGEST = 300;
/** Signs that begin no line in Japanese and Korean setting. */
const NOT_FIRST = /^[、。，．,.!?！？)\]）」』】〉》’”·…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/;

const font = new ShareFont();
const graphemes = new Intl.Segmenter("ko", { granularity: "grapheme" });
/** Japanese has no spaces; it is broken where a word ends. */
const words = new Intl.Segmenter("ja", { granularity: "word" });

/** @returns a PNG of 1200 by 630 */
export async function makeSharePicture(picture: SharePicture): Promise<Buffer> {
  return sharp(Buffer.from(shareSvg(picture)))
    .png({ compressionLevel: 9 })
    .toBuffer();
}

function shareSvg(picture: SharePicture): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SHARE_WIDTH}" height="${SHARE_HEIGHT}" viewBox="0 0 ${SHARE_WIDTH} ${SHARE_HEIGHT}">`,
    `<rect width="${SHARE_WIDTH}" height="${SHARE_HEIGHT}" fill="${GROUND}"/>`,
    drawArt(picture.art),
    drawHead(picture),
    drawTitle(picture),
    drawCount(picture),
    drawFoot(picture),
    "</svg>",
  ].join("");
}

/** Two circles that share a part, as in the mark, and what the matter is about where they meet. */
function drawArt(art: string | null): string {
  const circles = `<circle cx="985" cy="128" r="190" fill="#d8e5fd" opacity=".75"/><circle cx="1135" cy="128" r="190" fill="#b1cefb" opacity=".5"/>`;
  if (art === null) return circles;
  return `${circles}<g transform="translate(1000 68) scale(5)" fill="none" stroke="${DEEP}" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round"><path d="${escapeHtml(art)}"/></g>`;
}

function drawHead({ kind, standing }: SharePicture): string {
  const baseline = 106;
  const said = fitted(kind, 32, "Bold", 480);
  const head = font.draw(said, 32, "Bold");
  const svg = placed(head.svg, LEFT, baseline, DEEP);
  if (!standing) return svg;
  const { back, ink } = CHIP[standing.tone];
  const chip = font.draw(fitted(standing.words, 27, "Bold", 380), 27, "Bold");
  const x = LEFT + head.width + 26;
  return `${svg}<rect x="${x}" y="${baseline - 37}" width="${(chip.width + 40).toFixed(1)}" height="52" rx="26" fill="${back}"/>${placed(chip.svg, x + 20, baseline - 1, ink)}`;
}

function drawTitle({ title, figure, chips }: SharePicture): string {
  const text = font.drawable(beginningOf(title, LONGEST)) || "…";
  const lowest = chips.length > 0 ? 360 : figure === null ? 500 : 410;
  const size = TITLE_SIZES.find((one) => linesOf(text, one, INNER).length < TITLE_LINES) ?? SMALLEST_TITLE;
  const all = linesOf(text, size, INNER);
  const lines = all.length <= TITLE_LINES ? balanced(text, size, all.length) : shortened(all, size);
  const height = size * 1.32;
  // Stands in the middle of its room, so that a short one does not leave a hole below.
  const room = lowest - 140;
  const top = 140 + Math.max(0, (room - lines.length * height) / 2) * 0.6;
  return lines
    .map((line, place) =>
      placed(font.draw(line, size, "Bold").svg, LEFT, top + size * 1.02 + place * height, INK),
    )
    .join("");
}

function drawCount({ figure, goal, share, note, chips }: SharePicture): string {
  const parts: string[] = [];
  if (chips.length > 0) parts.push(figure === null ? drawChips(chips, 384, 2) : drawChips(chips, 366, 1));
  const base = share === null ? 496 : 462;
  if (figure !== null) {
    parts.push(placed(font.draw(fitted(figure, 46, "Bold", 660), 46, "Bold").svg, LEFT, base, INK));
    if (goal !== null) {
      const drawn = font.draw(fitted(goal, 30, "Regular", 380), 30, "Regular");
      parts.push(placed(drawn.svg, LEFT + INNER - drawn.width, base, SUBTLE));
    }
  }
  if (share !== null) {
    const full = share <= 0 ? 0 : Math.max(22, Math.min(1, share) * INNER);
    parts.push(`<rect x="${LEFT}" y="484" width="${INNER}" height="22" rx="11" fill="${RAIL}"/>`);
    if (full > 0)
      parts.push(`<rect x="${LEFT}" y="484" width="${full.toFixed(1)}" height="22" rx="11" fill="${BLUE}"/>`);
  }
  return parts.concat(note === null ? [] : drawNote(note)).join("");
}

function drawNote(note: string): string {
  const drawn = font.draw(fitted(note, 30, "Regular", 640), 30, "Regular");
  return placed(drawn.svg, LEFT, 572, SUBTLE);
}

/** Beside one another, in so many rows; what has no room there is told by an ellipsis. */
function drawChips(chips: readonly string[], top: number, rows: number): string {
  const parts: string[] = [];
  let [x, row] = [LEFT, 0];
  for (const chip of chips) {
    const drawn = font.draw(fitted(chip, 30, "Bold", 640), 30, "Bold");
    const width = drawn.width + 52;
    if (x + width > LEFT + INNER) {
      if (row + 1 === rows) {
        parts.push(placed(font.draw("…", 34, "Bold").svg, x, top + row * CHIP_ROW + 40, SUBTLE));
        break;
      }
      x = LEFT;
      row += 1;
    }
    const y = top + row * CHIP_ROW;
    parts.push(
      `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="62" rx="31" fill="#ffffff" stroke="#b1cefb" stroke-width="2"/>${placed(drawn.svg, x + 26, y + 42, INK)}`,
    );
    x += width + 16;
  }
  return parts.join("");
}

/** Whose it is, at the lower right. */
function drawFoot({ site, space }: SharePicture): string {
  const name = font.draw(fitted(site, 34, "Bold", 300), 34, "Bold");
  const place = font.draw(fitted(space, 28, "Regular", 300), 28, "Regular");
  const width = 46 + name.width + 14 + place.width;
  const x = LEFT + INNER - width;
  return [
    `<g transform="translate(${x.toFixed(1)} 541) scale(1.05)"><circle cx="13" cy="18" r="11" fill="#256ef4"/><circle cx="23" cy="18" r="11" fill="#86aff9"/><path d="M18 8.2a11 11 0 0 1 0 19.6 11 11 0 0 1 0-19.6Z" fill="#083891"/></g>`,
    placed(name.svg, x + 46, 572, INK),
    placed(place.svg, x + 60 + name.width, 572, SUBTLE),
  ].join("");
}

const placed = (svg: string, x: number, y: number, fill: string) =>
  `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)})" fill="${fill}" color="${fill}">${svg}</g>`;

/** One line of this width at most. */
function fitted(text: string, size: number, weight: "Regular" | "Bold", most: number): string {
  const line = font.drawable(beginningOf(text, LONGEST));
  if (font.widthOf(line, size, weight) <= most) return line;
  return cut(line, (part) => font.widthOf(part, size, weight) <= most);
}

/** The most of a line that fits with an ellipsis behind it. */
function cut(line: string, fits: (part: string) => boolean): string {
  const signs = [...graphemes.segment(line)].map(({ segment }) => segment);
  let [from, to] = [0, signs.length];
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (fits(`${signs.slice(0, middle).join("").trimEnd()}…`)) from = middle;
    else to = middle - 1;
  }
  return `${signs.slice(0, from).join("").trimEnd().replace(/…$/, "")}…`;
}

/** Broken between words, and within one only where it is longer than a line, or is Japanese, which has no spaces. */
function linesOf(text: string, size: number, width: number): string[] {
  const fits = (line: string) => font.widthOf(line, size, "Bold") <= width;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== "" && fits(word)) {
      lines.push(line);
      line = word;
      continue;
    }
    let rest = line === "" ? "" : `${line} `;
    for (const piece of piecesOf(word, fits)) {
      if (fits(rest + piece) || rest === "" || NOT_FIRST.test(piece)) rest += piece;
      else {
        lines.push(rest.trimEnd());
        rest = piece;
      }
    }
    line = rest;
  }
  return [...lines, line];
}

/** What a word that is longer than a line may be broken into. */
const piecesOf = (word: string, fits: (line: string) => boolean): string[] =>
  [...words.segment(word)].flatMap(({ segment }) =>
    fits(segment) ? [segment] : [...graphemes.segment(segment)].map((one) => one.segment),
  );

/** The same number of lines, as even as they become. */
function balanced(text: string, size: number, count: number): string[] {
  if (count === 1) return linesOf(text, size, INNER);
  let [from, to] = [INNER / count, INNER];
  while (to - from > 12) {
    const middle = (from + to) / 2;
    if (linesOf(text, size, middle).length <= count) to = middle;
    else from = middle;
  }
  return linesOf(text, size, to);
}

function shortened(lines: readonly string[], size: number): string[] {
  const shown = lines.slice(0, TITLE_LINES);
  const last = shown.pop() ?? "";
  return [...shown, cut(last, (part) => font.widthOf(part, size, "Bold") <= INNER)];
}
