import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { type Column, TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";

interface Sheet {
  number: number;
  source: "hand" | "csv";
  enteredAt: string;
  counts: { waiting: number; counted: number; doubtful: number; refused: number; superseded: number };
}

/** The sheets that were entered, the highest number first, with what became of their lines. */
export function SheetTable({
  driveId,
  sheets,
  more,
}: {
  driveId: number;
  sheets: readonly Sheet[];
  more: string | null;
}) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  if (sheets.length === 0) return <p className="muted">{t("sheets.empty")}</p>;
  const number = (state: keyof Sheet["counts"]): Column<Sheet> => ({
    key: state,
    label: t(`lineState.${state}`),
    numeric: true,
    cell: ({ counts }) => format.number(counts[state]),
  });
  return (
    <div className="stack">
      <TableView
        caption={t("sheets.table")}
        rows={sheets}
        rowKey={(sheet) => sheet.number}
        columns={[
          {
            key: "number",
            label: t("sheet.number"),
            cell: (sheet) => (
              <Link className="text-link" to={`/clerk/drives/${driveId}/sheets/${sheet.number}`}>
                {format.number(sheet.number)}
              </Link>
            ),
          },
          number("waiting"),
          number("counted"),
          number("doubtful"),
          number("refused"),
          number("superseded"),
          { key: "source", label: t("sheets.source"), cell: ({ source }) => t(`sheets.${source}`) },
          { key: "at", label: t("sheets.at"), cell: ({ enteredAt }) => format.dateTime(enteredAt) },
        ]}
      />
      {more && (
        <div>
          <LinkButton look="tertiary" size="small" to={more}>
            {t("sheets.more")}
          </LinkButton>
        </div>
      )}
    </div>
  );
}
