/**
 * Writes _tokens.scss: of KRDS's 50 kB of tokens, the light ones that our styles use, directly or through another
 * token; and _dark-tokens.scss: the same names with what KRDS' "high-contrast", its one dark palette, has for them. A tone
 * that a style names itself is turned round there: 5 is the nearest to the ground in either. Run it after using a new token
 * or raising krds-uiux: `node app/styles/pick-tokens.mjs`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "sass";

const here = new URL(".", import.meta.url).pathname;
const tokensFile = `${here}_tokens.scss`;
const darkFile = `${here}_dark-tokens.scss`;
const source = readFileSync("node_modules/krds-uiux/resources/css/token/krds_tokens.css", "utf8");
const values = new Map(
  [...source.matchAll(/(--krds-[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
);

writeFileSync(tokensFile, "");
writeFileSync(darkFile, "@mixin dark-tokens {}\n");
const { css } = compile(`${here}main.scss`, {
  loadPaths: ["node_modules"],
  quietDeps: true,
  silenceDeprecations: ["import"],
});
const used = new Set();
const take = (text) => {
  for (const [, name] of text.matchAll(/var\((--krds-[\w-]+)/g)) {
    if (used.has(name) || !values.has(name)) continue;
    used.add(name);
    take(values.get(name));
  }
};
take(css);

const lines = [...values]
  .filter(([name]) => used.has(name))
  .map(([name, value]) => `  ${name}: ${value.trim()};`);
writeFileSync(
  tokensFile,
  `// Made by pick-tokens.mjs from krds-uiux: the tokens that our styles use. Do not edit.\n:root {\n${lines.join("\n")}\n}\n`,
);

/** What a token comes to in the end. */
const resolved = (name) => {
  const value = values.get(name)?.trim();
  const next = /^var\((--krds-[\w-]+)\)$/.exec(value ?? "")?.[1];
  return next ? resolved(next) : value;
};
const named = new Set([...css.matchAll(/var\((--krds-[\w-]+)/g)].map(([, name]) => name));
const darkOf = (name) => {
  const meaning = /^--krds-light-color-(.+)$/.exec(name)?.[1];
  if (meaning) return resolved(`--krds-high-contrast-color-${meaning}`);
  const [, hue, tone] = /^--krds-color-light-([a-z]+)-(\d+)$/.exec(name) ?? [];
  return hue && named.has(name)
    ? resolved(`--krds-color-high-contrast-${hue}-${100 - Number(tone)}`)
    : undefined;
};
const dark = [...values.keys()]
  .filter((name) => used.has(name))
  .flatMap((name) => {
    const value = darkOf(name);
    return value === undefined ? [] : [`  ${name}: ${value};`];
  });
writeFileSync(
  darkFile,
  `// Made by pick-tokens.mjs from krds-uiux. Do not edit.\n@mixin dark-tokens {\n${dark.join("\n")}\n}\n`,
);
console.log(`${lines.length} of ${values.size} tokens`);

const known = new Set([...css.matchAll(/(--krds-[\w-]+):/g)].map(([, name]) => name));
const missing = [...css.matchAll(/var\((--krds-[\w-]+)/g)]
  .map(([, name]) => name)
  .filter((name) => !known.has(name) && !used.has(name));
if (missing.length > 0) console.log("not defined anywhere:", [...new Set(missing)].join(", "));
