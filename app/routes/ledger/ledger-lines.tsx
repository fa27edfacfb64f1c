import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { type LedgerEvent, useEventSentence } from "#app/components/ledger/use-event-sentence.ts";
import { useFormat } from "#app/components/use-format.ts";
import { matterPath } from "#app/domain/matter/address.ts";
import type { MatterKind } from "#db/tables/matter.ts";

interface LedgerLineView extends LedgerEvent {
  seq: number;
  at: string;
  /** Hexadecimal. */
  hash: string;
  matter: { id: number; kind: MatterKind; title: string } | null;
}

interface LedgerLinesProps {
  events: readonly LedgerLineView[];
  offices: Record<string, string>;
}

const SHORT_HASH = 8;

/** Lines of the ledger, each as a sentence with its number and its seal. */
export function LedgerLines({ events, offices }: LedgerLinesProps) {
  const { t } = useTranslation("ledger");
  if (events.length === 0) return <EmptyState title={t("lines.empty")} />;
  return (
    <ol className="ledger-lines">
      {events.map((event) => (
        <li key={event.seq} id={`line-${event.seq}`}>
          <Line event={event} offices={offices} />
        </li>
      ))}
    </ol>
  );
}

function Line({ event, offices }: { event: LedgerLineView; offices: Record<string, string> }) {
  const { t } = useTranslation("ledger");
  const format = useFormat();
  const sentence = useEventSentence(offices);
  const { seq, at, hash, matter, kind } = event;
  return (
    <>
      <p className="ledger-number numeric">
        <span className="sr-only">{t("lines.number")} </span>
        {format.number(seq)}
      </p>
      <div className="ledger-said">
        <p className="ledger-sentence">{sentence(event)}</p>
        {matter && (
          <p className="ledger-matter">
            {t(`matter.${matter.kind}`)}{" "}
            <Link className="text-link" to={matterPath(matter.kind, matter.id)}>
              {matter.title}
            </Link>
          </p>
        )}
        {kind === "rules-published" && (
          <p className="ledger-matter">
            <Link className="text-link" to="/rules">
              {t("lines.rules")}
            </Link>
          </p>
        )}
        <div className="ledger-foot">
          <time dateTime={at}>{format.dateTime(at)}</time>
          <details className="ledger-seal">
            <summary>
              {t("lines.hash")} <code>{hash.slice(0, SHORT_HASH)}</code>
            </summary>
            <code className="ledger-hash">{hash}</code>
          </details>
        </div>
      </div>
    </>
  );
}
