import { useMemo } from "react";
import {
  daysUntil,
  formatDate,
  formatDateTime,
  formatNumber,
  formatPercent,
  formatRelativeDays,
  formatShortDate,
  formatTime,
  type Moment,
} from "#app/i18n/format.ts";
import { useRootData } from "./root-data.ts";

/** The formatters of app/i18n/format.ts, with the page's language and its `now` filled in. */
export function useFormat() {
  const { language, now } = useRootData();
  return useMemo(
    () => ({
      date: (at: Moment) => formatDate(language, at),
      shortDate: (at: Moment) => formatShortDate(language, at),
      dateTime: (at: Moment) => formatDateTime(language, at),
      time: formatTime,
      number: (value: number) => formatNumber(language, value),
      percent: (share: number) => formatPercent(language, share),
      relativeDays: (at: Moment) => formatRelativeDays(language, at, now),
      daysUntil: (at: Moment) => daysUntil(at, now),
    }),
    [language, now],
  );
}
