import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { openToOthers } from "#app/doors/api/open-to-others.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { resultsFigures } from "#app/doors/pages/results-figures.ts";

/** The dashboard's figures for programs, with the same parameters; one of them where `figure` says so. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { directory, language } = context;
  try {
    const { scope, figures } = await resultsFigures(new URL(request.url).searchParams, context);
    return openToOthers(
      Response.json({ space: directory.space.code, ...scope, figures: Object.fromEntries(figures) }),
    );
  } catch (error) {
    if (isPortalError(error)) return openToOthers(problemResponse(error.code, language, error.details));
    throw error;
  }
}
