import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError, PortalError } from "#app/domain/errors.ts";
import { COLUMNS } from "#app/domain/views/results/figures.ts";
import { openToOthers } from "#app/doors/api/open-to-others.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { resultsFigures } from "#app/doors/pages/results-figures.ts";
import { BYTE_ORDER_MARK, csvRow } from "#app/platform/csv.ts";

/** One figure of the dashboard as a table, with the same parameters and `figure`, which has to be said. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  try {
    const { searchParams } = new URL(request.url);
    if (!searchParams.get("figure"))
      throw new PortalError("invalid-input", { faults: [{ field: "figure", code: "required" }] });
    const { scope, figures } = await resultsFigures(searchParams, context);
    const [found] = figures;
    if (!found) throw new PortalError("not-found");
    const [figure, rows] = found;
    const head = csvRow([...COLUMNS[figure]]);
    const body = rows.map((row) => csvRow(Object.values(row).map((cell) => String(cell ?? ""))));
    const name = ["results", figure, scope.range, scope.district].filter((part) => part !== null).join("-");
    return openToOthers(
      new Response(BYTE_ORDER_MARK + head + body.join(""), {
        headers: {
          "Content-Type": "text/csv; charset=utf-8",
          "Content-Disposition": `attachment; filename="${name}.csv"`,
        },
      }),
    );
  } catch (error) {
    if (isPortalError(error))
      return openToOthers(problemResponse(error.code, context.language, error.details));
    throw error;
  }
}
