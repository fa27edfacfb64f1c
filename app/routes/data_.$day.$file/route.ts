import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { newestDumpDay } from "#app/domain/views/read-dumps.ts";
import { openToOthers } from "#app/doors/api/open-to-others.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { takeLimit } from "#app/doors/guard.ts";
import { sendDataFile } from "./send-data-file.server.ts";

/** What stands for the newest day: an address that a script can keep. */
const LATEST = "latest";

/** A file of open data, for people and programs alike; what is refused is told as the API tells it. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const { portal, directory, language, address } = context;
  const { day = "", file = "" } = params;
  try {
    await takeLimit(context, "download", address);
    if (day === LATEST) {
      const newest = await newestDumpDay(portal.db, directory.space.id);
      return openToOthers(redirect(`/data/${newest}/${encodeURIComponent(file)}`));
    }
    return openToOthers(
      await sendDataFile(portal.db, { spaceId: directory.space.id, day, name: file }, request),
    );
  } catch (error) {
    if (isPortalError(error)) return openToOthers(problemResponse(error.code, language, error.details));
    throw error;
  }
}
