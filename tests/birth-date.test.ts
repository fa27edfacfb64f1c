import { describe, expect, test } from "vitest";
import { readBirthDate } from "#app/domain/kinds/drive/birth-date.ts";

const TODAY = "2026-03-02";
const read = (typed: string) => readBirthDate(typed, TODAY);

describe("a birth date", () => {
  test.each([
    "1961-02-03",
    "1961-02-03 00:00",
    "1961-02-03 0:00:00",
    "1961-02-03T00:00:00.000Z",
    "1961-2-3 오전 12:00:00",
    "1961/02/03 12:00:00 AM",
    "1961/2/3",
    "1961.02.03.",
    "1961. 2. 3.",
    "1961·2·3",
    "1961 02 03",
    " 1961 - 02 - 03 ",
    "19610203",
    "19610203.0",
    "22315",
    "22315.0",
    "1961년02월03일생",
    "1961년 2월 3일생",
    "1961年2月3日",
    "61년 2월 3일",
    "61.2.3",
    "61-02-03",
    "610203",
    "610203-1",
    "610203-1******",
    "6102031234567",
    "１９６１．２．３",
    "1961–02–03",
    "1961‑02‑03",
    "1961−02−03",
    "1961．02．03",
    "\u200b1961-02-03\u202c",
    "1961-02-03 (금)",
    "1961년 2월 3일 금요일",
    "3-Feb-1961",
    "3-Feb-61",
    "Feb 3, 1961",
    "February 3 1961",
  ])("%s is the third of February 1961", (typed) => expect(read(typed)).toBe("1961-02-03"));

  test.each([
    ["20000229", "2000-02-29"],
    ["25/12/1961", "1961-12-25"],
    ["12/25/1961", "1961-12-25"],
    ["03/03/1961", "1961-03-03"],
    // The digit behind the date says the century.
    ["080203-3", "2008-02-03"],
    ["080203-1", "1908-02-03"],
    // 121 years ago nobody was born who signs.
    ["050203", "2005-02-03"],
    // Not a birth date that anybody has, but a day: whoever it is of is too young.
    ["2099-01-01", "2099-01-01"],
  ])("%s is %s", (typed, day) => expect(read(typed)).toBe(day));

  test.each([
    "03/02/1961",
    "2-3-1961",
    "2/3/61",
    "080203",
    "8.2.3",
    "19000229",
    "1961-13-01",
    "1961-02-30",
    "61.2.30",
    "1961",
    "1961.2",
    "03062",
    "99999",
    "음력 1961.2.3",
    "1961-02-03 또는 04",
    "",
    " ",
  ])("%s names no day, or more than one", (typed) => expect(read(typed)).toBeNull());

  test("a year of two digits is of the century that has been", () => {
    expect(readBirthDate("270101", "2026-12-31")).toBe("1927-01-01");
    expect(readBirthDate("270101", "2027-01-01")).toBeNull();
  });
});
