import { useTranslation } from "react-i18next";
import type { Language } from "#db/tables/language.ts";
import { useRootData } from "./root-data.ts";
import { useSpacePath } from "./space-path.ts";

/** What can be followed, each at `/feeds/NAME.atom`. */
const FEEDS = ["proposals", "forums", "drives", "polls", "replies"] as const;
export type FeedName = (typeof FEEDS)[number];
export const isFeedName = (name: string): name is FeedName => FEEDS.some((one) => one === name);

/** Of them, those that a space has. */
export const feedsOf = (hasDrives: boolean) => FEEDS.filter((name) => hasDrives || name !== "drives");

/** Their addresses in a language; the Korean one needs no parameter. */
const inLanguage = (path: string, language: Language) =>
  language === "ko" ? path : `${path}?lang=${language}`;
export const feedPath = (name: FeedName, language: Language) => inLanguage(`/feeds/${name}.atom`, language);
export const calendarPath = (language: Language) => inLanguage("/feeds/calendar.ics", language);

/** Tells feed readers and calendars what can be followed here. */
export function FeedLinks() {
  const { t } = useTranslation();
  const within = useSpacePath();
  const { language, hasDrives, origin } = useRootData();
  if (!origin) return null;
  return (
    <>
      {feedsOf(hasDrives).map((name) => (
        <link
          key={name}
          rel="alternate"
          type="application/atom+xml"
          title={t(`feeds.${name}`)}
          href={within(feedPath(name, language))}
        />
      ))}
      <link
        rel="alternate"
        type="text/calendar"
        title={t("feeds.calendar")}
        href={within(calendarPath(language))}
      />
    </>
  );
}
