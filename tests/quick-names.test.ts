import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameFault, nameWith, proposeName, tidyName } from "#app/domain/quick-poll/name.ts";

describe("the name of a one-touch poll", () => {
  test.each([
    ["점심", "점심", undefined],
    ["점심-메뉴-2", "점심-메뉴-2", undefined],
    ["  Lunch ", "lunch", undefined],
    // As macOS writes Hangul: single letters that are composed.
    ["점심".normalize("NFD"), "점심", undefined],
    ["", "", "too-short"],
    ["a", "a", "too-short"],
    ["가".repeat(30), "가".repeat(30), undefined],
    ["가".repeat(31), "가".repeat(31), "too-long"],
    ["🍜", "🍜", "bad-name"],
    ["점심🍜", "점심🍜", "bad-name"],
    ["ㅋㅋ", "ㅋㅋ", "bad-name"],
    ["a b", "a b", "bad-name"],
    ["a/b", "a/b", "bad-name"],
    ["a--b", "a--b", "bad-name"],
    ["-a", "-a", "bad-name"],
    ["a-", "a-", "bad-name"],
    ["昼食", "昼食", "bad-name"],
    ["аdmin", "аdmin", "bad-name"], // a Cyrillic letter
    ["a\u200bb", "a\u200bb", "bad-name"],
    ["123456", "123456", "bad-name"],
    ["2-3", "2-3", "bad-name"],
    ["new", "new", "reserved-name"],
    ["SCREEN", "screen", "reserved-name"],
    ["선거", "선거", "reserved-name"],
    ["선거".normalize("NFD"), "선거", "reserved-name"],
  ] as const)("%j is %j: %s", (typed, tidied, fault) => {
    expect(tidyName(typed)).toBe(tidied);
    expect(nameFault(tidied)).toBe(fault);
  });

  test.each([
    ["점심은 어디에서 먹을까요?", "점심은-어디에서-먹을까요"],
    ["골목 축제를 토요일 낮에 여는 것에 찬성하시나요, 반대하시나요?", "골목-축제를-토요일-낮에-여는-것에"],
    ["Pizza or pasta?", "pizza-or-pasta"],
    ["昼食はどこ？", "poll"],
    ["🍜?", "poll"],
    ["2026", "poll-2026"],
    ["new", "poll-new"],
    ["선거", "poll-선거"],
  ])("%j proposes %j", (question, name) => {
    expect(proposeName(question)).toBe(name);
  });

  test("that is proposed, also with an end behind it, may always be one", () => {
    const questions = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.stringMatching(/^[가-힣a-zA-Z0-9 ?-]{0,80}$/),
    );
    fc.assert(
      fc.property(questions, fc.stringMatching(/^[0-9a-f]{1,8}$/), (question, end) => {
        const name = proposeName(question);
        expect(nameFault(name)).toBeUndefined();
        expect(nameFault(nameWith(name, end))).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });
});
