import { Form, Link, useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { PrintIcon, SuccessIcon } from "#app/components/icons.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { NextSteps } from "#app/components/next-steps.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { QrCode } from "#app/components/quick/qr-code.tsx";
import { useSpacePath } from "#app/components/space-path.ts";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { useHydrated } from "#app/components/use-hydrated.ts";
import type { ErrorCode } from "#app/domain/errors.ts";
import type { MatterLine } from "#app/domain/kinds.ts";
import type { ReceiptPageData } from "./receipt-page.server.ts";

interface ReceiptPageProps {
  receipt: ReceiptPageData;
  /** They signed a moment ago. */
  justSigned: boolean;
  similar: readonly MatterLine[];
  refused: { code: ErrorCode } | null;
}

/** One's own signature: that it counts, how to prove it, who looked at it, and the way to take it back. */
export function ReceiptPage({ receipt, justSigned, similar, refused }: ReceiptPageProps) {
  const here = useMatterHere();
  const { t } = useTranslation(["drives", "errors"]);
  const format = useFormat();
  const { title, kindName, signedOn, looks } = receipt;
  return (
    <div className="page-narrow receipt-page">
      <PageHeader
        title={t("drives:receipt.title")}
        crumbs={[
          { label: t("drives:title"), to: "/drives" },
          { label: t("drives:crumb"), to: `/drives/${here}` },
          { label: t("drives:receipt.title") },
        ]}
      />
      {refused && (
        <Notice tone="danger" live title={t(`errors:code.${refused.code}.title`)}>
          {t(`errors:code.${refused.code}.message`)}
        </Notice>
      )}
      <section className="panel receipt-card" role={justSigned ? "status" : undefined}>
        <SuccessIcon size={40} />
        <p className="receipt-said">
          {justSigned ? t("drives:receipt.thanks") : t("drives:receipt.counted")}
        </p>
        <p className="small muted">{kindName}</p>
        <p className="receipt-of" lang="ko">
          <Link className="text-link" to={`/drives/${here}`}>
            {title}
          </Link>
        </p>
        <p className="muted">
          {t("drives:receipt.signedOn", { date: format.date(`${signedOn}T00:00:00+09:00`) })}
        </p>
        <p>{t("drives:receipt.count", { count: receipt.count, amount: format.number(receipt.count) })}</p>
        <LedgerPlace recorded={receipt.recorded} recordedBy={receipt.recordedBy} />
        {receipt.qr && <QrCode drawing={receipt.qr} label={t("drives:receipt.qr")} />}
        {receipt.qr && <p className="small muted">{t("drives:receipt.qrHint")}</p>}
        <PrintButton />
      </section>
      {justSigned && (
        <div className="section">
          <NextSteps title={title} path={`/drives/${here}`} just matters={similar} />
        </div>
      )}
      <Proof receipt={receipt} />
      <section className="section" aria-labelledby="looks">
        <h2 className="h-section" id="looks">
          {t("drives:looks.heading")}
        </h2>
        <Looks looks={looks} />
        <p className="small muted">
          {receipt.deleteDataAt
            ? t("drives:looks.deleted", { date: format.date(receipt.deleteDataAt) })
            : receipt.keepData.years === 0
              ? t(`drives:consent.atOnce.${receipt.keepData.after}`)
              : t(`drives:consent.years.${receipt.keepData.after}`, {
                  count: receipt.keepData.years,
                  amount: format.number(receipt.keepData.years),
                })}
        </p>
      </section>
      <Withdraw may={receipt.mayWithdraw} />
    </div>
  );
}

/** The job that records comes each minute; the clock of the reader's device may be wrong. */
const JOB_MS = 90_000;
const LONGEST_WAIT_MS = 60 * 60_000 + JOB_MS;

/** The line of the ledger that holds the signature; until there is one, the page looks again once it must be there. */
function LedgerPlace({ recorded, recordedBy }: Pick<ReceiptPageData, "recorded" | "recordedBy">) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const { revalidate, state } = useRevalidator();
  const waiting = recorded === null;
  useEffect(() => {
    if (!waiting || state !== "idle") return;
    const left = new Date(recordedBy).getTime() + JOB_MS - Date.now();
    const timer = setTimeout(revalidate, Math.min(Math.max(left, JOB_MS), LONGEST_WAIT_MS));
    return () => clearTimeout(timer);
  }, [waiting, recordedBy, state, revalidate]);
  if (!recorded) return <p className="small">{t("receipt.waiting", { time: format.time(recordedBy) })}</p>;
  return (
    <p className="small">
      <Link className="text-link" to={`/ledger?before=${recorded.seq + 1}#line-${recorded.seq}`}>
        {t("receipt.line", { number: format.number(recorded.seq) })}
      </Link>{" "}
      <span className="muted">
        {t("receipt.place", {
          count: recorded.treeSize,
          amount: format.number(recorded.treeSize),
          place: format.number(recorded.leafIndex + 1),
        })}
      </span>
    </p>
  );
}

function PrintButton() {
  const { t } = useTranslation("drives");
  if (!useHydrated()) return null;
  return (
    <Button type="button" look="tertiary" size="small" onClick={() => window.print()}>
      <PrintIcon size={18} />
      {t("receipt.print")}
    </Button>
  );
}

/** One touch checks it; what it is checked by stands below for who would rather do that themselves. */
function Proof({ receipt: { note, file } }: { receipt: ReceiptPageData }) {
  const here = useMatterHere();
  const { t } = useTranslation("drives");
  const within = useSpacePath();
  return (
    <section className="section stack no-print" aria-labelledby="proof">
      <h2 className="h-section" id="proof">
        {t("proof.heading")}
      </h2>
      <p>{t("proof.text")}</p>
      {/* A POST: a receipt in an address would be kept in histories and logs. */}
      <Form method="post" action="/receipts">
        <input type="hidden" name="receipt" value={file ?? note} />
        <Button look="secondary" size="medium">
          {t("proof.check")}
        </Button>
      </Form>
      <details className="fold">
        <summary>{t("proof.experts")}</summary>
        <div className="stack">
          {file ? (
            <p>
              <a className="text-link" href={within(`/drives/${here}/receipt.json`)} download>
                {t("proof.download")}
              </a>
            </p>
          ) : (
            <p className="small muted">{t("proof.later")}</p>
          )}
          <p>{t("proof.note")}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the frame cannot be scrolled by keyboard. */}
          <pre className="receipt-note" tabIndex={0}>
            {note}
          </pre>
        </div>
      </details>
    </section>
  );
}

function Looks({ looks }: { looks: ReceiptPageData["looks"] }) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  if (looks.length === 0) return <p>{t("looks.none")}</p>;
  const rows = looks.map((look, index) => ({ ...look, key: index }));
  return (
    <TableView
      ofTexts
      caption={t("looks.heading")}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        { key: "at", label: t("looks.at"), cell: ({ at }) => format.dateTime(at) },
        { key: "office", label: t("looks.office"), cell: ({ office }) => office },
        { key: "purpose", label: t("looks.purpose"), cell: ({ purpose }) => purpose },
        { key: "scope", label: t("looks.scope"), cell: ({ scope }) => t(`looks.of.${scope}`) },
      ]}
    />
  );
}

function Withdraw({ may }: { may: boolean }) {
  const here = useMatterHere();
  const { t } = useTranslation("drives");
  const sending = useNavigation().state === "submitting";
  return (
    <section className="section" aria-labelledby="withdraw">
      <h2 className="h-section" id="withdraw">
        {t("withdraw.heading")}
      </h2>
      {may ? (
        <details className="fold">
          <summary>{t("withdraw.open")}</summary>
          <Form className="stack" method="post" action={`/drives/${here}/receipt`}>
            <p>{t("withdraw.text")}</p>
            <div>
              <Button look="secondary" name="intent" value="withdraw" pending={sending}>
                {t("withdraw.submit")}
              </Button>
            </div>
          </Form>
        </details>
      ) : (
        <p className="muted">{t("withdraw.over")}</p>
      )}
    </section>
  );
}
