import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");

/** The floors of the house (DESIGN.md, section 2), top to bottom: a file imports from its own floor or below. */
const FLOORS: [string, RegExp][] = [
  ["entrance", /^app\/(server|start|production|build|root|routes|context|entry\.\w+)\.tsx?$/],
  ["doors", /^app\/(routes|jobs|commands|http)\//],
  ["composition", /^app\/(portal|search|environment)\.ts$/],
  ["components and domain", /^app\/(components|domain|i18n)\//],
  ["search and platform", /^(app\/platform|search)\//],
  ["database", /^db\//],
];

function floorOf(path: string): number {
  return FLOORS.findIndex(([, pattern]) => pattern.test(path));
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

interface Import {
  target: string;
  typeOnly: boolean;
}

function importsOf(path: string): Import[] {
  const source = readFileSync(join(ROOT, path), "utf8");
  return [...source.matchAll(/^import\s+(type\s)?[^;]*?from\s+"([^"]+)"|^import\s+()"([^"]+)"/gms)].map(
    (match) => ({
      typeOnly: match[1] !== undefined,
      target: match[2] ?? match[4] ?? "",
    }),
  );
}

/** A path from the root for what is ours; undefined for a package. */
function ours(from: string, target: string): string | undefined {
  if (target.startsWith("#")) return target.slice(1);
  if (target.startsWith(".")) return relative(ROOT, resolve(ROOT, dirname(from), target));
  return undefined;
}

const files = ["app", "db", "search"].flatMap(sourcesBelow);

describe("the floors", () => {
  test("every source stands on one", () => {
    expect(files.filter((file) => floorOf(file) === -1)).toEqual([]);
  });

  test("imports go down, never up; a type may be named from above", () => {
    const wrong = files.flatMap((file) =>
      importsOf(file).flatMap(({ target, typeOnly }) => {
        const path = ours(file, target);
        if (path === undefined || typeOnly || !/\.tsx?$/.test(path)) return [];
        return floorOf(path) < floorOf(file) ? [`${file} → ${path}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test.each([
    [/^app\/domain\//, /^(@remix-run\/|express|react)/, "the domain knows no web"],
    [/^app\/components\//, /^(pg|kysely|#db\/queries|#db\/client|node:)/, "components know no database"],
    [/^(?!db\/|tests\/|app\/platform\/live)/, /^(pg|kysely)$/, "only db speaks SQL"],
    [/^(?!app\/platform\/session)/, /^lucia$/, "only platform/session knows lucia"],
  ])("%s does not import %s: %s", (where, what) => {
    const wrong = files
      .filter((file) => where.test(file))
      .flatMap((file) =>
        importsOf(file)
          .filter(({ target, typeOnly }) => !typeOnly && what.test(target))
          .map(({ target }) => `${file} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe("texts", () => {
  const keysOf = (value: unknown, path = ""): string[] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, path ? `${path}.${key}` : key))
      : [path];
  const read = (language: string, file: string): unknown =>
    JSON.parse(readFileSync(join(ROOT, "app/i18n", language, file), "utf8"));
  /** English has a singular; Korean and Japanese have one form. */
  const withoutPlural = (key: string) => key.replace(/_(one|other)$/, "");
  const placeholders = (value: unknown): string[] =>
    [...JSON.stringify(value).matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? "");
  const namespaces = readdirSync(join(ROOT, "app/i18n/ko"));

  test.each(namespaces.flatMap((file) => ["en", "ja"].map((language) => [language, file])))(
    "%s/%s has the keys of ko",
    (language, file) => {
      const [korean, other] = [read("ko", file), read(language, file)];
      const unique = (keys: string[]) => [...new Set(keys.map(withoutPlural))].sort();
      expect(unique(keysOf(other))).toEqual(unique(keysOf(korean)));
      expect([...new Set(placeholders(other))].sort()).toEqual([...new Set(placeholders(korean))].sort());
      expect(keysOf(korean).length).toBeGreaterThan(0);
    },
  );

  test("no text is empty", () => {
    const empty = namespaces.flatMap((file) =>
      ["ko", "en", "ja"]
        .filter((language) => /:\s*""/.test(JSON.stringify(read(language, file))))
        .map((language) => `${language}/${file}`),
    );
    expect(empty).toEqual([]);
  });
});
