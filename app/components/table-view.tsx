import type { ReactNode } from "react";

export interface Column<Row> {
  key: string;
  label: string;
  numeric?: boolean;
  cell: (row: Row) => ReactNode;
}

interface TableViewProps<Row> {
  /** What the table holds; hidden from sight where a heading beside it says the same. */
  caption: string;
  /** The first column names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** Its cells are sentences: on a phone each row is a block of named cells, which nobody has to scroll sideways. */
  ofTexts?: boolean;
}

/** A table that scrolls sideways in its own frame on a phone, also by keyboard. */
export function TableView<Row>({ caption, columns, rows, rowKey, ofTexts = false }: TableViewProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the frame cannot be scrolled by keyboard.
    <section className={ofTexts ? "table-view of-texts" : "table-view"} aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, label, numeric }) => (
              <th key={key} scope="col" className={numeric ? "is-numeric" : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, label, numeric, cell }, index) =>
                index === 0 ? (
                  <th key={key} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={key} className={numeric ? "is-numeric" : undefined} data-label={label}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
