import { DAY_MS } from "#app/domain/calendar/dates.ts";
import type { Language } from "#db/tables/language.ts";

/**
 * Dates and numbers as text, in Seoul's time. `Intl` is left alone on purpose: Node and browsers carry different
 * versions of its data, and one different space would break hydration.
 */
const SEOUL_OFFSET_MS = 9 * 60 * 60 * 1000;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

export type Moment = Date | string;

const pad = (value: number) => String(value).padStart(2, "0");

/** A date whose UTC getters give the wall clock in Seoul. Korea has had no summer time since 1988. */
function inSeoul(at: Moment): Date {
  return new Date(new Date(at).getTime() + SEOUL_OFFSET_MS);
}

/** 2026년 11월 22일 · November 22, 2026 · 2026年11月22日 */
export function formatDate(language: Language, at: Moment): string {
  const seoul = inSeoul(at);
  const [year, month, day] = [seoul.getUTCFullYear(), seoul.getUTCMonth(), seoul.getUTCDate()];
  if (language === "en") return `${MONTHS[month] ?? ""} ${day}, ${year}`;
  if (language === "ja") return `${year}年${month + 1}月${day}日`;
  return `${year}년 ${month + 1}월 ${day}일`;
}

/** The date short, for tables and cards: 2026. 11. 22. · Nov 22, 2026 · 2026/11/22 */
export function formatShortDate(language: Language, at: Moment): string {
  const seoul = inSeoul(at);
  const [year, month, day] = [seoul.getUTCFullYear(), seoul.getUTCMonth(), seoul.getUTCDate()];
  if (language === "en") return `${(MONTHS[month] ?? "").slice(0, 3)} ${day}, ${year}`;
  if (language === "ja") return `${year}/${pad(month + 1)}/${pad(day)}`;
  return `${year}. ${month + 1}. ${day}.`;
}

/** The date and the 24-hour clock. */
export function formatDateTime(language: Language, at: Moment): string {
  const seoul = inSeoul(at);
  const clock = `${pad(seoul.getUTCHours())}:${pad(seoul.getUTCMinutes())}`;
  return `${formatDate(language, at)}${language === "en" ? ", " : " "}${clock}`;
}

/** The 24-hour clock alone, for what happened just now: 14:03 */
export function formatTime(at: Moment): string {
  const seoul = inSeoul(at);
  return `${pad(seoul.getUTCHours())}:${pad(seoul.getUTCMinutes())}`;
}

/** 12,345: all three languages group by thousands with a comma. */
export function formatNumber(_language: Language, value: number): string {
  const [whole = "0", fraction] = String(Math.abs(value)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${value < 0 ? "−" : ""}${grouped}${fraction ? `.${fraction}` : ""}`;
}

/** 12.5%, from a share of 1. */
export function formatPercent(language: Language, share: number): string {
  return `${formatNumber(language, Math.round(share * 1000) / 10)}%`;
}

/** Calendar days in Seoul from `now` to `at`: 0 today, 1 tomorrow, −1 yesterday. */
export function daysUntil(at: Moment, now: Moment): number {
  const day = (moment: Moment) => Math.floor(inSeoul(moment).getTime() / DAY_MS);
  return day(at) - day(now);
}

/** 오늘 · 3일 전 · 3일 후 */
export function formatRelativeDays(language: Language, at: Moment, now: Moment): string {
  const days = daysUntil(at, now);
  const many = Math.abs(days);
  const amount = formatNumber(language, many);
  if (language === "en") {
    if (days === 0) return "today";
    const unit = many === 1 ? "day" : "days";
    return days < 0 ? `${amount} ${unit} ago` : `in ${amount} ${unit}`;
  }
  if (language === "ja") {
    if (days === 0) return "今日";
    return days < 0 ? `${amount}日前` : `${amount}日後`;
  }
  if (days === 0) return "오늘";
  return days < 0 ? `${amount}일 전` : `${amount}일 후`;
}
