import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { readPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { readResults } from "#app/domain/kinds/poll/read-results.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { findMatterHere } from "#app/doors/matter-param.ts";
import { pollGroupNames } from "#app/doors/pages/poll-groups.ts";
import { csvRow } from "#app/platform/csv.ts";

/** What a table program takes for UTF-8. */
const MARK = "\uFEFF";

/** A poll's results as a table: a row an answer, of all together and of each group. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const { portal, directory, language } = context;
  try {
    const matter = await findMatterHere(context, params.id);
    if (!matter) return problemResponse("not-found", language);
    const spaceId = directory.space.id;
    const [poll, results] = await Promise.all([
      readPoll(portal.db, spaceId, matter.id, language, portal.clock.now()),
      readResults(portal.db, spaceId, matter.id),
    ]);
    const questions = new Map(
      poll.pages.flatMap((page) => page.questions).map((question) => [question.id, question]),
    );
    const rowsOf = (
      id: string,
      by: string,
      group: string,
      answered: number,
      counts: Record<string, number>,
    ) =>
      Object.entries(counts).map(([answer, count]) => {
        const question = questions.get(id);
        const label = question?.choices?.find((choice) => choice.id === answer)?.title ?? answer;
        return csvRow([id, question?.title ?? "", by, group, answer, label, String(count), String(answered)]);
      });
    const nameOf = pollGroupNames(context);
    const head = ["question", "title", "by", "group", "answer", "label", "count", "answered"];
    const all = results.questions.flatMap(({ id, answered, counts }) =>
      rowsOf(id, "all", "", answered, counts),
    );
    const parts = results.breakdowns.flatMap(({ by, questions: of }) =>
      of.flatMap(({ id, groups }) =>
        groups.flatMap(({ of: group, answered, counts }) =>
          rowsOf(id, by, nameOf(by, group), answered, counts),
        ),
      ),
    );
    return new Response(MARK + csvRow(head) + all.join("") + parts.join(""), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="poll-${matter.id}.csv"`,
        // Of one address in the reader's language, which a cookie may say: for their own browser alone.
        "Cache-Control": results.final ? "private, max-age=3600" : "no-store",
        Vary: "Cookie, Accept-Language",
      },
    });
  } catch (error) {
    if (isPortalError(error)) return problemResponse(error.code, language);
    throw error;
  }
}
