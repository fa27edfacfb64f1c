import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type LedgerEvent, useEventSentence } from "../ledger/use-event-sentence.ts";
import { Timeline } from "../timeline.tsx";

interface DriveTimelineProps {
  events: readonly (LedgerEvent & { seq: number; at: string })[];
  /** Names of offices by code, in the page's language. */
  offices: Record<string, string>;
}

/** What happened, as the public ledger has it. */
export function DriveTimeline({ events, offices }: DriveTimelineProps) {
  const { t } = useTranslation("drives");
  const sentence = useEventSentence(offices);
  return (
    <section className="section" aria-labelledby="timeline">
      <div className="section-head">
        <h2 className="h-section" id="timeline">
          {t("timeline.heading")}
        </h2>
        <Link className="text-link no-print" to="/ledger">
          {t("timeline.ledger")}
        </Link>
      </div>
      <Timeline
        entries={events.map((event) => ({ key: event.seq, at: event.at, title: sentence(event) }))}
        withTime
      />
    </section>
  );
}
