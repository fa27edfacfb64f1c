import { readFileSync } from "node:fs";
import { create } from "fontkit";
import { fontFile } from "./paper-font.ts";

/**
 * Says which characters the font of the papers can draw. It has the hanja of KS X 1001 and some more, not those of
 * every name; a character that is drawn as an empty box is missing from a list that the law asks for.
 */
export class Drawable {
  readonly #font: { hasGlyphForCodePoint(codePoint: number): boolean };

  constructor() {
    const font = create(readFileSync(fontFile("Regular")));
    if (!("hasGlyphForCodePoint" in font)) throw new Error("The font of the papers is a collection.");
    this.#font = font;
  }

  /** The text with every character that would not be drawn named by its code point, as (U+20BB7). */
  name(text: string): string {
    return [...text.normalize("NFC")].map((sign) => this.#named(sign)).join("");
  }

  #named(sign: string): string {
    if (/\s/.test(sign)) return " ";
    // Draws nothing anywhere, and is no part of what was written.
    if (/\p{Default_Ignorable_Code_Point}/u.test(sign)) return "";
    const codePoint = sign.codePointAt(0) ?? 0;
    // In private use the font has signs of its own, which are none of what a file from elsewhere meant.
    if (!/\p{Co}/u.test(sign) && this.#font.hasGlyphForCodePoint(codePoint)) return sign;
    return `(U+${codePoint.toString(16).toUpperCase().padStart(4, "0")})`;
  }
}
