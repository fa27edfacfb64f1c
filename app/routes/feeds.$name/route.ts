import type { LoaderFunctionArgs } from "@remix-run/node";
import { type FeedName, feedPath, isFeedName } from "#app/components/feeds.tsx";
import { readCalendar } from "#app/domain/views/read-calendar.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { atomAnswer } from "#app/doors/pages/atom-answer.ts";
import { translator } from "#app/i18n/server.ts";
import type { SearchedKind } from "#db/tables/search.ts";
import { calendarOf } from "./calendar.server.ts";

/** What each feed is of, as search knows it, and the page with the same in it. */
const CONTENTS: Record<FeedName, { kind: SearchedKind; page: string }> = {
  proposals: { kind: "proposal", page: "/proposals" },
  forums: { kind: "forum", page: "/forums" },
  drives: { kind: "drive", page: "/drives" },
  polls: { kind: "poll", page: "/polls" },
  replies: { kind: "reply", page: "/duties" },
};

/** What is new of one sort, as an Atom feed; and the days that people wait for, as a calendar. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const { portal, directory, language } = context;
  if (params.name === "calendar.ics") {
    const reading = { spaceId: directory.space.id, language, now: portal.clock.now() };
    return calendarOf(await readCalendar(portal.db, reading), context);
  }
  const [, name = ""] = /^([a-z]+)\.atom$/.exec(params.name ?? "") ?? [];
  if (!isFeedName(name)) return problemResponse("not-found", language);
  const { kind, page } = CONTENTS[name];
  const t = translator(language, directory.space.kind);
  return atomAnswer(context, new URLSearchParams({ kind }), () => ({
    title: t(`common:feeds.${name}`),
    self: feedPath(name, "ko"),
    page,
  }));
}
