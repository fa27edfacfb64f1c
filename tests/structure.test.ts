import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { NAMESPACES, READERS } from "#app/i18n/readers.ts";
import { serverI18n } from "#app/i18n/server.ts";
import { MATTER_KINDS } from "#db/tables/matter.ts";

const ROOT = resolve(import.meta.dirname, "..");

/** The floors of the house (DESIGN.md, section 2), top to bottom: a file imports from its own floor or below. */
const FLOORS: [string, RegExp][] = [
  ["entrance", /^app\/(server|processes|start|production|build|root|routes|context|entry\.\w+)\.tsx?$/],
  ["doors", /^app\/(routes|jobs|commands)\//],
  ["what doors share", /^app\/(doors|web|demonstration)\//],
  ["composition", /^app\/(portal|search|environment)\.ts$/],
  ["components and views", /^app\/(components|domain\/views)\//],
  ["kinds", /^app\/domain\/kinds(\/|\.ts$)/],
  ["nouns", /^app\/(domain|i18n)\//],
  ["search", /^search\//],
  ["platform", /^app\/platform\//],
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

  test("imports go down, never up, types too", () => {
    const wrong = files.flatMap((file) =>
      importsOf(file).flatMap(({ target }) => {
        const path = ours(file, target);
        if (path === undefined || !/\.tsx?$/.test(path)) return [];
        return floorOf(path) < floorOf(file) ? [`${file} → ${path}`] : [];
      }),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });

  test.each([
    [/^app\/domain\//, /^(@remix-run\/|express|react)/, "the domain knows no web"],
    [/^app\/components\//, /^(pg|kysely|#db\/queries|#db\/client|node:)/, "components know no database"],
    [
      /^(?!app\/(demonstration\/|(start|processes)\.ts$))/,
      /^#app\/demonstration\//,
      "the demonstration is the start's alone",
    ],
    [/^app\/routes\//, /^#db\/queries\//, "a route asks the domain"],
    [/^(?!db\/|tests\/)/, /^(pg|kysely)$/, "only db speaks SQL"],
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

test("letters are written in one place, so that each says why it comes and how to stop it", () => {
  const writers = files.filter((file) => /\binsertMails\(/.test(readFileSync(join(ROOT, file), "utf8")));
  expect(writers).toEqual(["app/domain/notice/write-letter.ts", "db/queries/mails.ts"]);
});

describe("the domain", () => {
  /** `app/domain/person` of a noun's file, `app/domain/kinds/drive` of a kind's; a file beside the folders is its own. */
  const folderOf = (path: string) =>
    /^app\/domain\/(kinds\/[^/]+|[^/]+)/.exec(path)?.[0].replace(/^app\/domain\//, "");
  const domain = files.filter((file) => file.startsWith("app/domain/"));

  test("its folders import one another in no circle, types too", () => {
    const needs = new Map<string, Set<string>>();
    for (const file of domain)
      for (const { target } of importsOf(file)) {
        const [from, to] = [folderOf(file), folderOf(ours(file, target) ?? "")];
        if (from && to && from !== to) needs.set(from, (needs.get(from) ?? new Set()).add(to));
      }
    const circles: string[] = [];
    const visit = (folder: string, way: string[]) => {
      if (way.includes(folder)) {
        circles.push([...way.slice(way.indexOf(folder)), folder].join(" → "));
        return;
      }
      if (seen.has(folder)) return;
      for (const next of needs.get(folder) ?? []) visit(next, [...way, folder]);
      seen.add(folder);
    };
    const seen = new Set<string>();
    expect(needs.size).toBeGreaterThan(10);
    for (const folder of needs.keys()) visit(folder, []);
    expect(circles).toEqual([]);
  });

  const codes = MATTER_KINDS.join("|");
  const asked = new RegExp(
    `(?<!step\\.)\\b(matterK|k)ind\\s*[!=]==\\s*"(${codes})"|case "(proposal|drive)":`,
    "g",
  );

  test("nothing outside a kind's folder asks which kind a matter is", () => {
    const wrong = files
      .filter((file) => /^(app|search)\//.test(file) && !/^app\/(domain\/kinds\/|demonstration\/)/.test(file))
      .flatMap((file) =>
        [...readFileSync(join(ROOT, file), "utf8").matchAll(asked)].map(([found]) => `${file}: ${found}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe("pages together", () => {
  /** Whom a file serves, through whatever stands between: the folders of routes, and others by their own name. */
  const usersOf = new Map<string, Set<string>>();
  for (const file of files)
    for (const { target } of importsOf(file)) {
      const path = ours(file, target);
      if (path) usersOf.set(path, (usersOf.get(path) ?? new Set()).add(file));
    }
  function served(path: string, seen = new Set<string>()): Set<string> {
    const whom = new Set<string>();
    for (const user of usersOf.get(path) ?? []) {
      const route = /^app\/routes\/[^/]+/.exec(user)?.[0];
      if (route) whom.add(route);
      else if (!/^app\/(components|doors)\//.test(user)) whom.add(user);
      else if (!seen.has(user)) {
        seen.add(user);
        for (const one of served(user, seen)) whom.add(one);
      }
    }
    return whom;
  }

  test("what one route alone uses stands in its folder", () => {
    // The contract's document is one of the things that doors share: it describes all of them.
    const shared = files.filter((file) => /^app\/(components|doors\/(?!openapi\/))/.test(file));
    expect(shared.length).toBeGreaterThan(0);
    const alone = shared.flatMap((file) => {
      const [whom, ...others] = served(file);
      return whom?.startsWith("app/routes/") && others.length === 0 ? [`${file} → ${whom}`] : [];
    });
    expect(alone).toEqual([]);
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
  const namespaces = Object.entries(READERS).flatMap(([reader, names]) =>
    names.map((name) => `${reader}/${name}.json`),
  );
  /** With what a group says instead, in one file beside the readers' folders. */
  const files = [...namespaces, "group.json"];

  test("every file of texts has its reader", () => {
    const found = readdirSync(join(ROOT, "app/i18n/ko"), { recursive: true, encoding: "utf8" });
    expect(found.filter((file) => file.endsWith(".json")).sort()).toEqual(files.toSorted());
  });

  test.each(files.flatMap((file) => ["en", "ja"].map((language) => [language, file])))(
    "%s/%s has the keys of ko",
    (language, file) => {
      const [korean, other] = [read("ko", file), read(language, file)];
      const unique = (keys: string[]) => [...new Set(keys.map(withoutPlural))].sort();
      expect(unique(keysOf(other))).toEqual(unique(keysOf(korean)));
      expect([...new Set(placeholders(other))].sort()).toEqual([...new Set(placeholders(korean))].sort());
      expect(keysOf(korean).length).toBeGreaterThan(0);
    },
  );

  test.each([
    ["ko", /시장|시청|시민|부서|(^| )시(의|가|는|와|에서) |시 전체/],
    ["en", /\b(mayor|city|citizens?|departments?)\b/i],
    ["ja", /市長|市民|市役所|部署|市[がのとは]/],
  ] as const)("a group speaks of no mayor, city, citizen or department in %s", (language, ofCities) => {
    // What there is in a city alone: drives by its law, and the demonstration.
    const cityAlone = /^(drives|votes|voting|apply|law|clerk|papers|demo):|(drives?|demonstration)\b/;
    const bundle = serverI18n(language, "apartment").getDataByLanguage(language) ?? {};
    const textsOf = (value: unknown, key: string): [key: string, text: unknown][] =>
      typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([inner, text]) =>
            textsOf(text, key.includes(":") ? `${key}.${inner}` : `${key}:${inner}`),
          )
        : [[key, value]];
    const texts = Object.entries(bundle).flatMap(([namespace, value]) => textsOf(value, namespace));
    const wrong = texts.filter(([key, text]) => !cityAlone.test(key) && ofCities.test(String(text)));
    expect(Object.fromEntries(wrong)).toEqual({});
    expect(texts.length).toBeGreaterThan(1_000);
  });

  test("no text is empty", () => {
    const empty = files.flatMap((file) =>
      ["ko", "en", "ja"]
        .filter((language) => /:\s*""/.test(JSON.stringify(read(language, file))))
        .map((language) => `${language}/${file}`),
    );
    expect(empty).toEqual([]);
  });

  /** What a module of a page says: the namespaces of its `useTranslation` and of keys that name one. */
  const spokenIn = (path: string): string[] => {
    const source = readFileSync(join(ROOT, path), "utf8");
    const hooks = [...source.matchAll(/useTranslation\(([^)]*)\)/g)].flatMap(([, asked = ""]) =>
      asked === "" ? ["common"] : [...asked.matchAll(/"(\w+)"/g)].map((match) => match[1] ?? ""),
    );
    const named = [...source.matchAll(/["`](\w+):[a-zA-Z]/g)].map((match) => match[1] ?? "");
    return [...hooks, ...named].filter((name) => NAMESPACES.some((known) => known === name));
  };
  const pageModulesOf = (path: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const { target } of importsOf(path)) {
      const next = ours(path, target);
      if (next && /^app\/(components|routes)\/.*\.tsx?$/.test(next) && !next.includes(".server."))
        pageModulesOf(next, seen);
    }
    return seen;
  };
  const pages = sourcesBelow("app").filter((file) => /^app\/routes\/.*\/route\.tsx$/.test(file));

  test.each(pages)("%s loads the texts that it shows, and no others", (page) => {
    const declared = [
      ...(/await loadTexts\(([^)]*)\)/
        .exec(readFileSync(join(ROOT, page), "utf8"))?.[1]
        ?.matchAll(/"(\w+)"/g) ?? []),
    ].map((match) => match[1] ?? "");
    const spoken = new Set([...pageModulesOf(page)].flatMap(spokenIn));
    const needed = Object.entries(READERS).flatMap(([reader, names]) =>
      reader !== "citizen" && names.some((name) => spoken.has(name)) ? [reader] : [],
    );
    expect(declared.toSorted()).toEqual(needed.toSorted());
  });
});
