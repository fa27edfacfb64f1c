import { describe, expect, test } from "vitest";
import { serverI18n } from "#app/i18n/server.ts";
import { LANGUAGES } from "#app/i18n/settings.ts";
import { laidOver, type Texts, translate } from "#app/i18n/translate.ts";
import type { Language } from "#db/tables/language.ts";

const COUNTS = [0, 1, 2, 5, 11, 21, 1.5];
/** What a person may have typed, or a number, in each place of a text. */
const FILLINGS = [
  "공원",
  "버스",
  "서울",
  "2026",
  "日本",
  "{{count}} {{name}}",
  "$& $1 $$",
  "<b>",
  0,
  null,
  undefined,
];
const PLACE = /\{\{([^,}]+)/g;

async function textsIn(language: Language): Promise<{ city: Texts; group: Texts }> {
  const { default: city }: { default: Texts } = await import(`#app/i18n/${language}.ts`);
  const { default: group }: { default: Texts } = await import(`#app/i18n/${language}/group.ts`);
  return { city, group: laidOver(city, group) };
}

function leavesOf(texts: Texts, path: readonly string[] = []): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([name, value]): [string, string][] => {
    const [namespace = "", ...keys] = [...path, name];
    return typeof value === "string"
      ? [[`${namespace}:${keys.join(".")}`, value]]
      : leavesOf(value, [...path, name]);
  });
}

const placesOf = (text: string) => [...text.matchAll(PLACE)].map(([, place = ""]) => place);
const withoutForm = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, "");

/** Of any key: its type knows only those that there are. */
function serverSays(language: Language, kind: "city" | "apartment") {
  const said = serverI18n(language, kind).getFixedT(language, null);
  return (key: string, values: object = {}): unknown => Reflect.apply(said, undefined, [key, values]);
}

describe.each(LANGUAGES)("in %s the browser says what the server says", (language) => {
  test.each(["city", "apartment"] as const)("to a %s", async (kind) => {
    const { city, group } = await textsIn(language);
    const texts = kind === "city" ? city : group;
    const server = serverSays(language, kind);
    const differing: unknown[] = [];
    let compared = 0;
    const compare = (key: string, values: Record<string, unknown>) => {
      const [browser, drawn] = [translate(texts, language, "common", key, values), server(key, values)];
      compared += 1;
      if (browser !== drawn) differing.push({ key, values, browser, drawn });
    };
    const leaves = leavesOf(texts);
    const placesOfForms = new Map<string, string[]>();
    for (const [key, text] of leaves) {
      const bare = withoutForm(key);
      placesOfForms.set(bare, [...(placesOfForms.get(bare) ?? []), ...placesOf(text)]);
    }
    for (const [key, text] of leaves) {
      const bare = withoutForm(key);
      const places = placesOf(text);
      const filled = (value: unknown) =>
        Object.fromEntries(placesOfForms.get(bare)?.map((place) => [place, value]) ?? []);
      if (places.length === 0) compare(key, {});
      for (const value of FILLINGS) if (places.length > 0) compare(key, filled(value));
      if (bare !== key) for (const count of COUNTS) compare(bare, { ...filled("곳"), count });
    }
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(5_000);
  });

  test.each([["proposals:no.such.key"], ["no.such.key"], ["proposals:title.of.nothing"], ["toString"]])(
    "where there is no text: %s",
    async (key) => {
      const { city } = await textsIn(language);
      expect(translate(city, language, "common", key)).toBe(serverSays(language, "city")(key));
    },
  );
});

test("a text laid over another leaves what it does not name, and changes neither", () => {
  const below: Texts = { a: { b: "1", c: "2" }, d: "3" };
  expect(laidOver(below, { a: { c: "4" }, e: "5" })).toEqual({ a: { b: "1", c: "4" }, d: "3", e: "5" });
  expect(below).toEqual({ a: { b: "1", c: "2" }, d: "3" });
});
