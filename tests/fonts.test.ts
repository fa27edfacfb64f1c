import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { create } from "fontkit";
import { describe, expect, test } from "vitest";
import { READERS } from "#app/i18n/readers.ts";

const APP = resolve(import.meta.dirname, "../app");
const FONTS = join(APP, "styles/fonts");

/** The characters of each face of a stylesheet, in its order. */
function facesOf(file: string): number[][] {
  const css = readFileSync(join(FONTS, file), "utf8");
  return [...css.matchAll(/unicode-range:([^;}]*)/g)].map(([, ranges = ""]) =>
    [...ranges.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].flatMap(([, first = "", last = first]) => {
      const [from, to] = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
      return Array.from({ length: to - from + 1 }, (_, step) => from + step);
    }),
  );
}

const isSyllable = (point: number) => point >= 0xac00 && point <= 0xd7a3;

describe("the fonts that app/styles/make-fonts.py makes", () => {
  const [common, rare] = [facesOf("common.css"), facesOf("rare.css")];

  test("no character is in two of them: a browser would ask for both", () => {
    const all = [...common, ...rare].flat();
    expect(all.length).toBe(new Set(all).size);
  });

  test("together they have every syllable, and the common ones 2,350", () => {
    expect(common.flat().filter(isSyllable)).toHaveLength(2350);
    expect([...common, ...rare].flat().filter(isSyllable)).toHaveLength(11_172);
  });

  test("each face of the common ones has its file, and no file is left over", () => {
    const css = readFileSync(join(FONTS, "common.css"), "utf8");
    const named = [...css.matchAll(/common-\d+\.woff2/g)].map(([name]) => name);
    expect(named.toSorted()).toEqual(
      readdirSync(FONTS)
        .filter((name) => name.endsWith(".woff2"))
        .toSorted(),
    );
    expect(named).toHaveLength(common.length);
  });

  test("each is a font that browsers take, of the weights that styles ask for, and its name is not the reserved one", () => {
    for (const file of readdirSync(FONTS).filter((name) => name.endsWith(".woff2"))) {
      const font = create(readFileSync(join(FONTS, file)));
      if (!("variationAxes" in font)) throw new Error(`${file} is no single font.`);
      expect(font.familyName, file).toBe("GonggamWeb GOV Variable");
      expect(font.variationAxes.wght, file).toMatchObject({ min: 400, max: 700 });
    }
  });

  test("what every page says is in the three that are asked for at once, but for a few words that are new", () => {
    const first = new Set(common.slice(0, 3).flat());
    const said = READERS.citizen
      .map((name) => readFileSync(join(APP, "i18n/ko/citizen", `${name}.json`), "utf8"))
      .join("");
    const syllables = [...new Set(said)].map((character) => character.codePointAt(0) ?? 0).filter(isSyllable);
    expect(syllables.filter((point) => !first.has(point)).length).toBeLessThan(syllables.length / 20);
  });
});
