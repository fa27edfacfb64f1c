import { csvRow } from "#app/platform/csv.ts";

/** What a table program takes for UTF-8. */
const MARK = "\uFEFF";

/**
 * A table as a CSV file in the reader's language.
 *
 * @param name without its ending
 * @param rows the head first
 * @param final nothing of it changes any more
 */
export function tableFile(
  name: string,
  rows: readonly (readonly string[])[],
  { final }: { final: boolean },
): Response {
  return new Response(MARK + rows.map((row) => csvRow([...row])).join(""), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
      // Of one address in the reader's language, which a cookie may say: for their own browser alone.
      "Cache-Control": final ? "private, max-age=3600" : "no-store",
      Vary: "Cookie, Accept-Language",
    },
  });
}
