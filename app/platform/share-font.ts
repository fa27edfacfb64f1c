import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font, type Glyph } from "fontkit";
import { LRUCache } from "lru-cache";
import { fontFile } from "./paper-font.ts";

/** A text as it is drawn: its outline in pixels, begun at the origin of its base line, and how wide it is. */
export interface DrawnText {
  svg: string;
  width: number;
}

type Weight = "Regular" | "Bold";
/**
 * The font of rare characters comes in its thinnest weight, and of a WOFF2 file fontkit makes no other; a line around each
 * stroke makes it as heavy as what stands beside it. In units of 1,000 to the em.
 */
const RARE_LINE: Record<Weight, number> = { Regular: 45, Bold: 95 };
const RARE = "@fontsource-variable/noto-sans-jp";
/** Of rare characters only some files are held at a time: each is some hundred kB once it is open. */
const MOST_RARE_FILES = 12;

/** What is no letter and not drawn by our fonts: left out, as a title says the same without it. */
const PICTURE = /\p{Extended_Pictographic}|\p{Emoji_Component}/u;
/** In private use our font has signs of its own, which are none of what somebody meant. */
const NOTHING = /\p{Default_Ignorable_Code_Point}|\p{C}/u;

/**
 * Draws text as outlines, so that a picture is the same on a machine that has no fonts: with the portal's own, with the one
 * of Japanese pages for hanja and kanji that it lacks. A letter that neither has becomes an ellipsis; a box never stands there.
 */
export class ShareFont {
  readonly #fonts = new Map<Weight, Font>();
  readonly #rare = new LRUCache<string, Font>({ max: MOST_RARE_FILES });
  #rareFiles: [name: string, ranges: readonly (readonly [number, number])[]][] | undefined;

  /** The text with nothing in it that cannot be drawn. */
  drawable(text: string): string {
    const signs = [...text.normalize("NFC")].map((sign) => {
      if (/\s/u.test(sign)) return " ";
      if (NOTHING.test(sign)) return "";
      if (this.#fontOf(sign, "Bold")) return sign;
      return PICTURE.test(sign) ? "" : "…";
    });
    return signs
      .join("")
      .replaceAll(/…(?:\s*…)+/g, "…")
      .replaceAll(/ +/g, " ")
      .trim();
  }

  widthOf(text: string, size: number, weight: Weight): number {
    return this.#runs(text, weight).reduce(
      (width, { glyphs, font }) => width + advanceOf(glyphs, font, size),
      0,
    );
  }

  /** @param text of which everything is drawable */
  draw(text: string, size: number, weight: Weight): DrawnText {
    let x = 0;
    let svg = "";
    for (const { glyphs, font } of this.#runs(text, weight)) {
      const scale = size / font.unitsPerEm;
      for (const { glyph, advance } of glyphs) {
        const d = glyph.path.toSVG();
        const line =
          font === this.#main(weight) ? "" : ` stroke="currentColor" stroke-width="${RARE_LINE[weight]}"`;
        const place = `translate(${x.toFixed(2)} 0) scale(${scale.toFixed(5)} ${(-scale).toFixed(5)})`;
        if (d !== "") svg += `<path transform="${place}" d="${d}"${line}/>`;
        x += advance * scale;
      }
    }
    return { svg, width: x };
  }

  /** Parts of the text that one font draws. */
  #runs(text: string, weight: Weight): { font: Font; glyphs: Placed[] }[] {
    const runs: { font: Font; text: string }[] = [];
    for (const sign of text) {
      const font = this.#fontOf(sign, weight) ?? this.#main(weight);
      const last = runs.at(-1);
      if (last?.font === font) last.text += sign;
      else runs.push({ font, text: sign });
    }
    return runs.map(({ font, text: part }) => {
      const { glyphs, positions } = font.layout(part);
      return {
        font,
        glyphs: glyphs.map((glyph, place) => ({
          glyph,
          advance: positions[place]?.xAdvance ?? glyph.advanceWidth,
        })),
      };
    });
  }

  #fontOf(sign: string, weight: Weight): Font | undefined {
    const point = sign.codePointAt(0) ?? 0;
    const main = this.#main(weight);
    if (main.hasGlyphForCodePoint(point)) return main;
    const rare = this.#rareOf(point);
    return rare?.hasGlyphForCodePoint(point) ? rare : undefined;
  }

  #main(weight: Weight): Font {
    const known = this.#fonts.get(weight) ?? oneFont(readFileSync(fontFile(weight)));
    this.#fonts.set(weight, known);
    return known;
  }

  #rareOf(point: number): Font | undefined {
    this.#rareFiles ??= rareFiles();
    const [name] =
      this.#rareFiles.find(([, ranges]) => ranges.some(([from, to]) => from <= point && point <= to)) ?? [];
    if (name === undefined) return undefined;
    const known = this.#rare.get(name);
    if (known) return known;
    const file = `${RARE}/files/noto-sans-jp-${name}-wght-normal.woff2`;
    const font = oneFont(readFileSync(createRequire(import.meta.url).resolve(file)));
    this.#rare.set(name, font);
    return font;
  }
}

interface Placed {
  glyph: Glyph;
  advance: number;
}

const advanceOf = (glyphs: readonly Placed[], font: Font, size: number) =>
  (glyphs.reduce((sum, { advance }) => sum + advance, 0) * size) / font.unitsPerEm;

function oneFont(file: Buffer): Font {
  const font = create(file);
  if (!("hasGlyphForCodePoint" in font)) throw new Error("A font of the pictures is a collection.");
  return font;
}

/** Which file has which characters, as its package says it: `{"[4]":"U+20bb7,U+22000-2207f"}`. */
function rareFiles(): [string, [number, number][]][] {
  const list: Record<string, string> = JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve(`${RARE}/unicode.json`), "utf8"),
  );
  return Object.entries(list).map(([name, ranges]) => [
    name.replaceAll(/[[\]]/g, ""),
    [...ranges.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(([, first = "", last = first]) => [
      Number.parseInt(first, 16),
      Number.parseInt(last, 16),
    ]),
  ]);
}
