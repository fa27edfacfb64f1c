import type { AppLoadContext } from "@remix-run/node";
import { endOfDay, seoulDay } from "#app/domain/calendar/dates.ts";
import type { CalendarEntry } from "#app/domain/views/read-calendar.ts";
import { addressHere } from "#app/doors/pages/atom-answer.ts";
import { translator } from "#app/i18n/server.ts";
import { calendarFile } from "#app/platform/calendar-file.ts";

const REFRESH = "PT1H";

/** The days that people wait for, for their own calendars. */
export function calendarOf(entries: readonly CalendarEntry[], context: AppLoadContext): Response {
  const { directory, language, origin } = context;
  const t = translator(language, directory.space.kind);
  const host = new URL(origin).hostname;
  const space = directory.space.name[language];
  const file = calendarFile({
    name: t("outside:calendar.name", { space }),
    product: "Gonggam",
    refresh: REFRESH,
    events: entries.map(({ id, what, kind, title, office, at, changedAt, path }) => {
      const url = addressHere(context, path);
      const kindName = t(`search:kind.${kind}`);
      return {
        uid: `${id}.${directory.space.code}@${host}`,
        summary: t(`outside:calendar.${what}`, { title, kind: kindName, office: office ?? "" }),
        description: `${kindName} · ${space}\n${url}`,
        url,
        category: kindName,
        on: dayOrMoment(at),
        changedAt,
      };
    }),
  });
  return new Response(file, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'inline; filename="calendar.ics"',
    },
  });
}

/** What ends with a day is of that whole day; a calendar that says 23:59 is read as the day after by half of us. */
function dayOrMoment(at: Date): Date | string {
  const day = seoulDay(at);
  return endOfDay(day).getTime() - at.getTime() < 1_000 ? day : at;
}
