import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { InputField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { RadioCards } from "#app/components/radio-cards.tsx";
import { useSpacePath } from "#app/components/space-path.ts";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ClerkDriveView } from "#app/domain/kinds/drive/clerk-drive-view.ts";
import type { LookView } from "./looks.server.ts";

interface FrozenListsProps {
  lists: ClerkDriveView["frozen"];
  /** Whether the data still gives the last one's hash; null: there is none, or the data is gone. */
  asHandedIn: boolean | null;
}

/** The lists as they were handed in, with the hash that the ledger holds. */
export function FrozenLists({ lists, asHandedIn }: FrozenListsProps) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  return (
    <section className="section stack" aria-labelledby="frozen">
      <h2 className="h-section" id="frozen">
        {t("frozen.heading")}
      </h2>
      {lists.length === 0 && <p className="muted">{t("frozen.none")}</p>}
      {lists.map(({ round, online, paper, hash, seq, at }) => (
        <div key={round} className="panel stack tight">
          <h3 className="h-sub">{t("frozen.round", { round })}</h3>
          <p>
            {t("frozen.count", {
              date: format.dateTime(at),
              online: format.number(online),
              paper: format.number(paper),
              amount: format.number(online + paper),
            })}
          </p>
          <p className="small muted">{t("frozen.seq", { seq })}</p>
          <code className="hash">{hash}</code>
        </div>
      ))}
      {asHandedIn !== null && (
        <Notice tone={asHandedIn ? "success" : "warning"}>
          {t(asHandedIn ? "frozen.same" : "frozen.differs")}
        </Notice>
      )}
    </section>
  );
}

interface ExportFormProps {
  driveId: number;
  /** Those on file that are confirmed, with the fingerprints of their keys. */
  recipients: readonly { value: string; label: string; hint: string }[];
  errorsOf: (field: string) => string[];
}

/** A plain form: what comes back is a file, which the page's script could not hand to the browser. */
export function ExportForm({ driveId, recipients, errorsOf }: ExportFormProps) {
  const { t } = useTranslation("clerk");
  const within = useSpacePath();
  return (
    <section className="section stack" aria-labelledby="export">
      <h2 className="h-section" id="export">
        {t("export.heading")}
      </h2>
      <p>
        <Link className="text-link" to="/clerk/recipients">
          {t("export.recipients")}
        </Link>
      </p>
      {recipients.length === 0 ? (
        <Notice>{t("export.noRecipient")}</Notice>
      ) : (
        <form
          method="post"
          action={within(`/clerk/drives/${driveId}/export`)}
          className="panel stack"
          noValidate
        >
          <p>{t("export.text")}</p>
          <RadioCards
            id="format"
            name="format"
            legend={t("export.format")}
            required
            defaultValue="pdf"
            errors={errorsOf("format")}
            choices={(["pdf", "csv"] as const).map((value) => ({
              value,
              label: t(`export.${value}`),
              hint: t(`export.${value}Hint`),
            }))}
          />
          <InputField
            id="purpose"
            name="purpose"
            label={t("purpose.label")}
            hint={t("purpose.hint")}
            errors={errorsOf("purpose")}
            required
          />
          <RadioCards
            id="recipient"
            name="recipient"
            legend={t("export.recipient")}
            required
            defaultValue={recipients.length === 1 ? recipients[0]?.value : undefined}
            errors={errorsOf("recipient")}
            choices={recipients}
          />
          <div>
            <Button look="secondary">{t("export.button")}</Button>
          </div>
        </form>
      )}
    </section>
  );
}

/** Every look at the signers' data, newest first. */
export function AccessLog({ looks }: { looks: readonly LookView[] }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  return (
    <section className="section stack" aria-labelledby="log">
      <h2 className="h-section" id="log">
        {t("log.heading")}
      </h2>
      <p className="small muted">{t("log.lead")}</p>
      {looks.length === 0 ? (
        <p className="muted">{t("log.empty")}</p>
      ) : (
        <TableView
          ofTexts
          caption={t("log.table")}
          rows={looks}
          rowKey={(look) => look.id}
          columns={[
            { key: "at", label: t("log.at"), cell: ({ at }) => format.dateTime(at) },
            { key: "who", label: t("log.who"), cell: ({ office, reader }) => `${office} · ${reader}` },
            {
              key: "purpose",
              label: t("purpose.label"),
              cell: ({ purpose }) => <span lang="ko">{purpose}</span>,
            },
            { key: "scope", label: t("log.scope"), cell: ({ scope }) => t(`log.of.${scope}`) },
            {
              key: "entries",
              label: t("log.entries"),
              numeric: true,
              cell: ({ entries }) => format.number(entries),
            },
            { key: "export", label: t("log.export"), cell: (look) => <ExportCell look={look} /> },
          ]}
        />
      )}
    </section>
  );
}

function ExportCell({ look: { export: sent } }: { look: LookView }) {
  const { t } = useTranslation("clerk");
  if (!sent) return <>–</>;
  return (
    <span className="small">
      {sent.format.toUpperCase()} · {t("log.key")} <code className="hash">{sent.recipient}</code>
      <br />
      {sent.sha256 === null ? t("log.broken") : <code className="hash">{sent.sha256}</code>}
    </span>
  );
}
