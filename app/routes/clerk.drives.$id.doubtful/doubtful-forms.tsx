import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { PurposeForm } from "#app/components/clerk/purpose-form.tsx";
import { type Column, TableView } from "#app/components/table-view.tsx";
import { PAPER_REASONS } from "#app/domain/kinds/drive/paper-match.ts";
import type { DoubtfulLineView } from "./clerk-doubtful.server.ts";

export interface ShownLine extends DoubtfulLineView {
  name: string;
  birthDate: string | null;
  address: string | null;
  /** What was typed where nothing, or something else, could be read of it. */
  asTyped: readonly { cell: "name" | "birthDate" | "address" | "district" | "note"; text: string }[];
}

/** The queue without anybody's name, and the form that opens it for a stated purpose. */
export function DoubtfulQueue({
  lines,
  errors,
  typed,
}: {
  lines: readonly DoubtfulLineView[];
  errors: string[];
  typed: string | undefined;
}) {
  const { t } = useTranslation("clerk");
  return (
    <div className="stack loose">
      <TableView
        caption={t("queue.heading")}
        rows={lines}
        rowKey={({ sheetId, line }) => `${sheetId}/${line}`}
        columns={[
          usePlace(),
          useReasons(),
          { key: "district", label: t("sheet.district"), cell: ({ district }) => district ?? "–" },
        ]}
      />
      <PurposeForm
        title={t("queue.open")}
        text={t("queue.openText")}
        purpose={typed ?? t("queue.purpose")}
        errors={errors}
        button={t("queue.button")}
      />
    </div>
  );
}

function usePlace(): Column<DoubtfulLineView> {
  const { t } = useTranslation("clerk");
  return {
    key: "place",
    label: t("queue.place"),
    cell: ({ sheet, line }) => t("queue.placeOf", { sheet, line }),
  };
}

function useReasons(): Column<DoubtfulLineView> {
  const { t } = useTranslation("clerk");
  return {
    key: "reasons",
    label: t("queue.reasons"),
    cell: ({ reasons }) => reasons.map((reason) => t(`reason.${reason}`)).join(", "),
  };
}

/** What may be said when a line is refused by hand. */
const REFUSALS = PAPER_REASONS.filter((reason) => reason !== "signed-online");

/** The lines as they were written, with a decision for each; what is left open stays in the queue. */
export function DecideLines({ lines, purpose }: { lines: readonly ShownLine[]; purpose: string }) {
  const { t } = useTranslation("clerk");
  return (
    <Form method="post" className="stack loose">
      <p className="small muted">{t("queue.recorded", { purpose })}</p>
      <ul className="stack">
        {lines.map((line) => (
          <li key={`${line.sheetId}/${line.line}`} className="panel doubtful-line">
            <LineShown line={line} />
            <LineDecision line={line} />
          </li>
        ))}
      </ul>
      <div>
        <Button name="intent" value="decide">
          {t("queue.decide")}
        </Button>
      </div>
    </Form>
  );
}

function LineShown({
  line: { sheet, line, name, birthDate, address, district, reasons, asTyped },
}: {
  line: ShownLine;
}) {
  const { t } = useTranslation("clerk");
  return (
    <div>
      <h2 className="h-sub">{t("queue.placeOf", { sheet, line })}</h2>
      <dl className="facts" lang="ko">
        <dt>{t("sheet.name")}</dt>
        <dd>{name || "–"}</dd>
        <dt>{t("sheet.birthDate")}</dt>
        <dd className="numeric">{birthDate ?? "–"}</dd>
        <dt>{t("sheet.address")}</dt>
        <dd>{[address, district].filter(Boolean).join(" · ") || "–"}</dd>
        {asTyped.length > 0 && (
          <>
            <dt>{t("queue.typed")}</dt>
            <dd>
              <ul className="stack tight">
                {asTyped.map(({ cell, text }) => (
                  <li key={cell}>
                    {t(`sheet.${cell}`)}: <bdi>{text}</bdi>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>{t("queue.reasons")}</dt>
        <dd>{reasons.map((reason) => t(`reason.${reason}`)).join(", ")}</dd>
      </dl>
    </div>
  );
}

function LineDecision({ line: { sheetId, sheet, line } }: { line: ShownLine }) {
  const { t } = useTranslation("clerk");
  const name = `decision.${sheetId}.${line}`;
  return (
    <fieldset className="line-decision">
      <legend className="sr-only">{t("queue.decisionOf", { sheet, line })}</legend>
      {(["open", "counted", "refused"] as const).map((value) => (
        <label key={value}>
          <input type="radio" name={name} value={value} defaultChecked={value === "open"} />{" "}
          {t(`queue.to.${value}`)}
        </label>
      ))}
      <select
        className="krds-form-select"
        name={`reason.${sheetId}.${line}`}
        aria-label={t("queue.whyOf", { sheet, line })}
        defaultValue="other"
      >
        {REFUSALS.map((reason) => (
          <option key={reason} value={reason}>
            {t(`reason.${reason}`)}
          </option>
        ))}
      </select>
    </fieldset>
  );
}
