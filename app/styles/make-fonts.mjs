/**
 * Writes fonts/: the part of Pretendard GOV that nearly every page needs, in few files, and two stylesheets: of these, and
 * of the package's own files for what is rarer. Run it after raising pretendard-gov, or when the words of pages have
 * changed much: `node app/styles/make-fonts.mjs` (three seconds). What is not in the first two files is in another: only
 * bytes are lost.
 *
 * The first file has letters and signs, the second the syllables of all that pages say to citizens, the others what is
 * left of the 2,350 commonest, in the order in which Google's study of the web found them: the files of pretendard-gov
 * are cut by it, the commonest last. A page of somebody's text has 20 of them, most of the first of these groups.
 * Weights are those that our styles use. The licence reserves the name Pretendard to the whole: the files call themselves
 * otherwise, and name tables they must have, since browsers refuse a font without one.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { convert } from "fontverter";
import subsetFont from "subset-font";

const PACKAGE = "node_modules/pretendard-gov/dist";
const here = new URL("fonts/", import.meta.url).pathname;
const FAMILY = "Gonggam Sans";
/** As long as the other, so that every record stays where it is. */
const [RESERVED, OWN] = ["Pretendard", "GonggamWeb"];
const COMMON = 2350;
/** After the first two files: where in the order of the other syllables a new one begins. */
const CUTS = [0, 250, 350, 450, 550, 650, 800, 1000];
/** Of the package's files, those whose letters and signs are everyday ones. */
const EVERYDAY_FILES = 4;
const WEIGHTS = { min: 400, max: 700 };
/** Those that browsers use unasked, and the figures of one width that our tables ask for. */
const FEATURES = ["calt", "ccmp", "clig", "kern", "liga", "locl", "mark", "mkmk", "rlig", "tnum"];

const isSyllable = (point) => point >= 0xac00 && point <= 0xd7a3;
const pointsOf = (ranges) =>
  ranges.split(",").flatMap((range) => {
    const [first, last = first] = range
      .trim()
      .slice(2)
      .split("-")
      .map((hex) => Number.parseInt(hex, 16));
    return Array.from({ length: last - first + 1 }, (_, step) => first + step);
  });
const list = readFileSync(`${PACKAGE}/web/variable/pretendardvariable-gov-dynamic-subset.css`, "utf8");
const files = [...list.matchAll(/subset\.(\d+)\.woff2[^}]*unicode-range:([^;}]*)/g)]
  .map(([, number, ranges]) => ({ number: Number(number), points: pointsOf(ranges) }))
  .sort((a, b) => b.number - a.number);

/** Who reads pages without writing or working at them (app/i18n/readers.ts). */
const READERS = [
  "citizen",
  "newcomer",
  "visitor",
  "supporter",
  "debater",
  "polled",
  "follower",
  "auditor",
  "watcher",
  "member",
];
const texts = new URL("../i18n/ko/", import.meta.url).pathname;
const said = READERS.flatMap((reader) =>
  readdirSync(texts + reader).map((name) => JSON.parse(readFileSync(`${texts}${reader}/${name}`, "utf8"))),
)
  .map((value) => JSON.stringify(value))
  .join("");
const known = new Set(files.flatMap(({ points }) => points));
const spoken = [...new Set(said)]
  .map((character) => character.codePointAt(0))
  .filter((point) => known.has(point));
const own = new Set(spoken.filter(isSyllable));
const everyday = files.slice(0, EVERYDAY_FILES).flatMap(({ points }) => points);
const signs = [...new Set([...everyday, ...spoken])].filter((point) => !isSyllable(point));
const others = files
  .flatMap(({ points }) => points)
  .filter((point) => isSyllable(point) && !own.has(point))
  .slice(0, COMMON - own.size);
const groups = [signs, [...own], ...CUTS.map((from, at) => others.slice(from, CUTS[at + 1]))];

const rangesOf = (points) => {
  const runs = [];
  for (const point of [...new Set(points)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.end === point - 1) last.end = point;
    else runs.push({ start: point, end: point });
  }
  const hex = (point) => point.toString(16);
  return runs.map(({ start, end }) => `U+${hex(start)}${end > start ? `-${hex(end)}` : ""}`).join(", ");
};

/** The font under a name that is not reserved: in the name table, which is written in UTF-16 or in one byte a character. */
function renamed(font) {
  for (const encode of [
    (name) => Buffer.from(name, "utf16le").swap16(),
    (name) => Buffer.from(name, "latin1"),
  ]) {
    const [reserved, own] = [encode(RESERVED), encode(OWN)];
    for (let at = font.indexOf(reserved); at !== -1; at = font.indexOf(reserved, at)) own.copy(font, at);
  }
  return font;
}

rmSync(here, { recursive: true, force: true });
mkdirSync(here);
copyFileSync(`${PACKAGE}/LICENSE.txt`, `${here}LICENSE.txt`);
const whole = readFileSync(`${PACKAGE}/public/variable/PretendardGOVVariable.ttf`);
let css = "/* Made by make-fonts.mjs. */\n";
for (const [number, points] of groups.entries()) {
  const font = await subsetFont(whole, String.fromCodePoint(...points), {
    targetFormat: "truetype",
    variationAxes: { wght: WEIGHTS },
    keepFeatures: FEATURES,
    noHinting: true,
  });
  writeFileSync(`${here}common-${number}.woff2`, await convert(renamed(font), "woff2"));
  css += `@font-face {
  font-family: "${FAMILY}";
  font-weight: ${WEIGHTS.min} ${WEIGHTS.max};
  font-display: swap;
  src: url("./common-${number}.woff2") format("woff2");
  unicode-range: ${rangesOf(points)};
}
`;
}
writeFileSync(`${here}common.css`, css);

// Whoever is still waiting for a file of the family before has the browser ask for this one too: no character is in both.
const common = new Set(groups.flat());
const rare = list.replace(/\/\*[^*]*\*\/\s*|@font-face[^}]*\}\s*/g, (face) => {
  const [, ranges] = /unicode-range:([^;}]*)/.exec(face) ?? [];
  const left = ranges ? pointsOf(ranges).filter((point) => !common.has(point)) : [];
  if (left.length === 0) return "";
  return face
    .replace(ranges, ` ${rangesOf(left)}`)
    .replace(/url\((['"]?)\.\/([^)'"]*)\1\)/, `url("../../../${PACKAGE}/web/variable/$2")`);
});
writeFileSync(`${here}rare.css`, `/* Made by make-fonts.mjs. */\n${rare}`);
