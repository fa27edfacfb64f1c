/**
 * Writes _tokens.scss: of KRDS's 50 kB of tokens, the light ones that our styles use, directly or through another
 * token. Run it after using a new token or raising krds-uiux: `node app/styles/pick-tokens.mjs`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "sass";

const here = new URL(".", import.meta.url).pathname;
const tokensFile = `${here}_tokens.scss`;
const source = readFileSync("node_modules/krds-uiux/resources/css/token/krds_tokens.css", "utf8");
const values = new Map(
  [...source.matchAll(/(--krds-[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
);

writeFileSync(tokensFile, "");
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
console.log(`${lines.length} of ${values.size} tokens`);

const known = new Set([...css.matchAll(/(--krds-[\w-]+):/g)].map(([, name]) => name));
const missing = [...css.matchAll(/var\((--krds-[\w-]+)/g)]
  .map(([, name]) => name)
  .filter((name) => !known.has(name) && !used.has(name));
if (missing.length > 0) console.log("not defined anywhere:", [...new Set(missing)].join(", "));
