import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type LedgerEvent, useEventSentence } from "../ledger/use-event-sentence.ts";
import { Timeline } from "../timeline.tsx";

interface ForumTimelineProps {
  /** Of the forum and of the proposal that it came from, oldest first. */
  events: readonly (LedgerEvent & { seq: number; at: string })[];
  offices: Record<string, string>;
}

/** The way from the proposal to here, as the public ledger tells it. */
export function ForumTimeline({ events, offices }: ForumTimelineProps) {
  const { t } = useTranslation("forum");
  const sentence = useEventSentence(offices);
  return (
    <section className="section" aria-labelledby="forum-timeline">
      <div className="section-head">
        <h2 className="h-section" id="forum-timeline">
          {t("timeline.heading")}
        </h2>
        <Link className="text-link tap" to="/ledger">
          {t("timeline.ledger")}
        </Link>
      </div>
      <Timeline entries={events.map((event) => ({ key: event.seq, at: event.at, title: sentence(event) }))} />
    </section>
  );
}
