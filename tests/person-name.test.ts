import { describe, expect, test } from "vitest";
import { isWholeName, nameKey } from "#app/platform/person-name.ts";

describe("a name, as far as it tells people apart", () => {
  test.each<[string, ...string[]]>([
    [
      "김한울",
      "김 한울",
      "김\u200b한울",
      "\u202e김한울\u202c",
      "김\u3164한울",
      "김\u3000한울",
      "김한울".normalize("NFD"),
      "김·한울",
      "김ㆍ한울",
    ],
    [
      "NGUYEN-VAN AN",
      "Nguyen Van An",
      "NGUYỄN VĂN AN",
      "Nguyenvan An",
      "An Nguyen Van",
      "ＮＧＵＹＥＮ　ＶＡＮ　ＡＮ",
    ],
    ["O'BRIEN, CONNOR", "O’BRIEN CONNOR", "Connor O`Brien", "CONNOR OBRIEN", "O‑Brien Connor"],
    ["SMITH, JOHN", "JOHN SMITH", "Smith John", "John\u00a0Smith", "J\u00adohn Smith"],
    ["Kim, Min-soo", "KIM MINSOO", "Min Soo Kim"],
    ["ĐẶNG VĂN ĐỨC", "Dang Van Duc"],
    ["Straße", "STRASSE"],
    ["Łukasz Ørsted", "LUKASZ ORSTED"],
    ["Nikolaos Παπαδόπουλος", "NIKOLAOS ΠΑΠΑΔΟΠΟΥΛΟΣ"],
    ["李李㐂", "\uf9e1李㐂", "\uf9e1\uf9e1㐂"],
    ["葛飾", "葛\u{e0100}飾"],
    ["ｶﾞｸﾄ", "ガクト"],
  ])("%s is one, however it is typed", (name, ...others) => {
    for (const other of others) expect(nameKey(other), other).toBe(nameKey(name));
  });

  test.each([
    ["김민수", "김수민"],
    ["이정민", "정민이"],
    ["Maria Khan", "Amira Khan"],
    ["サトウ", "サドウ"],
    ["高山", "髙山"],
    ["서명인12", "서명인21"],
    ["a12", "a21"],
    ["Йосип", "Иосип"],
  ])("%s and %s are two", (one, other) => expect(nameKey(one)).not.toBe(nameKey(other)));

  test.each([
    ["김한울", true],
    ["O'Brien", true],
    ["김**", false],
    ["김○울", false],
    ["김?울", false],
    ["---", false],
    ["\u3164", false],
    ["", false],
  ])("%s is whole: %s", (name, whole) => expect(isWholeName(name)).toBe(whole));
});
