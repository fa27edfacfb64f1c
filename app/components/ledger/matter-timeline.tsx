import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { MatterKind } from "#db/tables/matter.ts";
import { useFormat } from "../use-format.ts";
import { type LedgerEvent, useEventSentence } from "./use-event-sentence.ts";

interface MatterTimelineProps {
  kind: MatterKind;
  /** Of the matter, and of the one that it came from; oldest first. */
  events: readonly (LedgerEvent & { seq: number; at: string })[];
  /** Names of offices by code, in the page's language. */
  offices: Record<string, string>;
}

/** What happened to a matter, as the public ledger has it. */
export function MatterTimeline({ kind, events, offices }: MatterTimelineProps) {
  const { t } = useTranslation("ledger");
  const sentence = useEventSentence(offices);
  const format = useFormat();
  return (
    <section className="section" aria-labelledby="timeline-heading">
      <div className="section-head">
        <h2 className="h-section" id="timeline-heading">
          {t(`timeline.${kind}`)}
        </h2>
        <Link className="text-link no-print" to="/ledger">
          {t("timeline.ledger")}
        </Link>
      </div>
      <ol className="timeline">
        {events.map((event) => (
          <li key={event.seq}>
            <time dateTime={event.at}>{format.dateTime(event.at)}</time>
            <p className="timeline-title">{sentence(event)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
