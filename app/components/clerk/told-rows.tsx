import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { ToldRows } from "#app/domain/kinds/drive/csv-columns.ts";
import type { RowRefusal } from "#app/domain/kinds/drive/import-paper.ts";
import type { RowUnread } from "#app/domain/kinds/drive/register-extract.ts";
import type { LineFault } from "#app/domain/kinds/drive/sheet-faults.ts";

type Why = RowRefusal | LineFault | RowUnread;

/** Rows by what is wrong with them, each with its own number; beyond those that were told, how many more. */
export function RowsTold({
  told: { rows, count },
  of,
  title,
  children,
}: {
  told: ToldRows<{ row: number; why: readonly Why[] }>;
  /** What the numbers are of: rows of a file, or lines of a sheet. */
  of: "row" | "line";
  title: string;
  children?: string;
}) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  if (count === 0) return null;
  const byWhy = new Map<Why, number[]>();
  for (const { row, why } of rows) for (const one of why) byWhy.set(one, [...(byWhy.get(one) ?? []), row]);
  const more = count - rows.length;
  return (
    <div className="stack tight">
      <p>
        <strong>{title}</strong>
      </p>
      {children && <p>{children}</p>}
      <ul>
        {[...byWhy].map(([why, numbers]) => (
          <li key={why}>
            {t(`report.why.${why}`)}: {t(`report.${of}`, { rows: numbers.map(format.number).join(", ") })}
          </li>
        ))}
      </ul>
      {more > 0 && <p>{t("report.more", { count: more, amount: format.number(more) })}</p>}
    </div>
  );
}
