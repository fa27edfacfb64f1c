import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DayBadge } from "#app/components/clerk/day-badge.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useRootData } from "#app/components/root-data.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { ClerkDeskView } from "./clerk-desk.server.ts";

type LegalDateView = ClerkDeskView["dates"][number];

/** Days that are further away are folded; some are always seen. */
const SOON_DAYS = 30;
const ALWAYS_SEEN = 3;

/** The days of the law, the soonest first, each with its period drawn as far as it has gone. */
export function LegalCalendar({ dates }: { dates: readonly LegalDateView[] }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const near = dates.filter(({ dueAt }) => format.daysUntil(dueAt) <= SOON_DAYS).length;
  const seen = Math.max(near, ALWAYS_SEEN);
  const later = dates.slice(seen);
  return (
    <section className="section" aria-labelledby="calendar">
      <h2 className="h-section" id="calendar">
        {t("calendar.heading")}
      </h2>
      {dates.length === 0 ? (
        <EmptyState title={t("calendar.empty")} />
      ) : (
        <LegalDates dates={dates.slice(0, seen)} />
      )}
      {later.length > 0 && (
        <details className="fold">
          <summary>
            {t("calendar.later", { count: later.length, amount: format.number(later.length) })}
          </summary>
          <LegalDates dates={later} />
        </details>
      )}
    </section>
  );
}

function LegalDates({ dates }: { dates: readonly LegalDateView[] }) {
  return (
    <ol className="legal-calendar">
      {dates.map((date) => (
        <li key={`${date.id}/${date.step}`}>
          <LegalDate date={date} />
        </li>
      ))}
    </ol>
  );
}

function LegalDate({ date: { id, title, step, from, dueAt, article } }: { date: LegalDateView }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  return (
    <>
      <time className="legal-day" dateTime={dueAt}>
        {format.shortDate(dueAt)}
      </time>
      <div className="legal-what">
        <p className="legal-step">
          <strong>{t(`step.${step}`)}</strong> <DayBadge dueAt={dueAt} />
        </p>
        <Link className="text-link" to={`/clerk/drives/${id}`} lang="ko">
          {title}
        </Link>
        <PeriodBar from={from} dueAt={dueAt} />
        {article && (
          <p className="small muted" lang="ko">
            {article}
          </p>
        )}
      </div>
    </>
  );
}

/** How much of a period is gone. */
function PeriodBar({ from, dueAt }: { from: string; dueAt: string }) {
  const { now } = useRootData();
  const [start, end, here] = [from, dueAt, now].map((moment) => new Date(moment).getTime());
  const gone = ((here ?? 0) - (start ?? 0)) / Math.max(1, (end ?? 0) - (start ?? 0));
  const share = Math.min(1, Math.max(0, gone)) * 100;
  return (
    <svg className="period-bar" height={6} aria-hidden="true" focusable="false">
      <rect className="track" width="100%" height={6} rx={3} />
      <rect
        className={share > 80 ? "gone is-near" : "gone"}
        width={`${share.toFixed(1)}%`}
        height={6}
        rx={3}
      />
    </svg>
  );
}
