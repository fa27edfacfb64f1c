import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError, PortalError } from "#app/domain/errors.ts";
import { readPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { readResultLine, readResults } from "#app/domain/kinds/poll/read-results.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { drawPaper } from "#app/doors/guard.ts";
import { findMatterHere } from "#app/doors/matter-param.ts";
import { resultPaperOf } from "./result-paper.server.ts";

/**
 * The result of a poll on paper, for a council's file: drawn once a poll and language after the close, until its office says
 * more. Before it is counted to the end it is a 409.
 */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const { portal, directory, language } = context;
  try {
    const matter = await findMatterHere(context, params.id);
    if (!matter) return problemResponse("not-found", language);
    const { id } = matter;
    const spaceId = directory.space.id;
    const [poll, results, line] = await Promise.all([
      readPoll(portal.db, spaceId, id, language, portal.clock.now()),
      readResults(portal.db, spaceId, id),
      readResultLine(portal.db, id),
    ]);
    if (!results.final || !line) throw new PortalError("not-yet");
    const paper = resultPaperOf(poll, results, line, context);
    const pdf = await portal.keptPapers.get(paper, () =>
      drawPaper(context, () => portal.papers.result(paper)),
    );
    return new Response(new Uint8Array(pdf), {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Disposition": `inline; filename="poll-${id}-results.pdf"`,
        // In the reader's language, which a cookie may say.
        "Cache-Control": "private, max-age=60",
        Vary: "Cookie, Accept-Language",
      },
    });
  } catch (error) {
    if (isPortalError(error)) return problemResponse(error.code, language, error.details);
    throw error;
  }
}
