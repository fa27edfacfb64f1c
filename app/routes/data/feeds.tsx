import { useTranslation } from "react-i18next";
import { calendarPath, feedPath, feedsOf } from "#app/components/feeds.tsx";
import { useRootData } from "#app/components/root-data.ts";
import { useSpacePath } from "#app/components/space-path.ts";

/** What can be followed without asking again and again. */
export function Feeds() {
  const { t } = useTranslation("open");
  const { t: common } = useTranslation();
  const within = useSpacePath();
  const { language, hasDrives } = useRootData();
  return (
    <section className="section stack" aria-labelledby="feeds">
      <h2 className="h-section" id="feeds">
        {t("feeds.heading")}
      </h2>
      <p>{t("feeds.text")}</p>
      <ul className="feed-list">
        {feedsOf(hasDrives).map((name) => (
          <li key={name}>
            <a className="text-link" href={within(feedPath(name, language))}>
              {common(`feeds.${name}`)}
            </a>{" "}
            <span className="muted">Atom</span>
          </li>
        ))}
        <li>
          <a className="text-link" href={within(calendarPath(language))}>
            {common("feeds.calendar")}
          </a>{" "}
          <span className="muted">iCalendar</span>
        </li>
      </ul>
    </section>
  );
}
