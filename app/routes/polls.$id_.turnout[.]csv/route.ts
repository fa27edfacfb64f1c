import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { readTurnoutHours } from "#app/domain/kinds/poll/read-turnout.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { findMatterHere } from "#app/doors/matter-param.ts";
import { turnoutHere } from "#app/doors/pages/poll-turnout.ts";
import { tableFile } from "#app/doors/pages/table-file.ts";

const HEAD = ["by", "of", "label", "count", "asOf"];

/** When and from where people took part in a poll: a row an hour in UTC in which somebody did, and a row a district or unit. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const { portal, directory, language } = context;
  try {
    const matter = await findMatterHere(context, params.id);
    if (!matter) return problemResponse("not-found", language);
    const [hours, turnout] = await Promise.all([
      readTurnoutHours(portal.db, directory.space.id, matter.id),
      turnoutHere(context, matter.id),
    ]);
    const places = turnout?.places;
    return tableFile(
      `poll-${matter.id}-turnout`,
      [
        HEAD,
        ...hours.map(({ hour, count }) => ["hour", hour, "", String(count), ""]),
        ...(places?.rows ?? []).map(({ of, name, count }) => [
          places?.by ?? "",
          of,
          name,
          String(count),
          places?.at ?? "",
        ]),
      ],
      { final: false },
    );
  } catch (error) {
    if (isPortalError(error)) return problemResponse(error.code, language);
    throw error;
  }
}
