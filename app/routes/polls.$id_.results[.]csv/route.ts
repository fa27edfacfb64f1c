import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { readPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { readResults } from "#app/domain/kinds/poll/read-results.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { findMatterHere } from "#app/doors/matter-param.ts";
import { pollGroupNames } from "#app/doors/pages/poll-groups.ts";
import { tableFile } from "#app/doors/pages/table-file.ts";

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
    const titleOf = (id: string, choice: string | undefined) =>
      questions.get(id)?.choices?.find((one) => one.id === choice)?.title ?? choice ?? "";
    const rowsOf = (
      id: string,
      by: string,
      group: string,
      answered: number,
      counts: Record<string, number>,
    ) =>
      Object.entries(counts).map(([answer, count]) => {
        const title = questions.get(id)?.title ?? "";
        return [id, title, by, group, answer, titleOf(id, answer), String(count), String(answered)];
      });
    const nameOf = pollGroupNames(context);
    const head = ["question", "title", "by", "group", "answer", "label", "count", "answered"];
    const all = results.questions.flatMap(({ id, answered, counts }) =>
      rowsOf(id, "all", "", answered, counts),
    );
    // Beside the counts: of a number its middle, of a ranking who stands before whom.
    const more = results.questions.flatMap(({ id, answered, mean, median, pairs = {} }) => {
      const row = (by: string, answer: string, label: string, count: number) => [
        ...[id, questions.get(id)?.title ?? "", by, "", answer, label],
        ...[String(count), String(answered)],
      ];
      return [
        ...(typeof mean === "number" ? [row("mean", "", "", mean)] : []),
        ...(typeof median === "number" ? [row("median", "", "", median)] : []),
        ...Object.entries(pairs).map(([pair, count]) => {
          const [first, second] = pair.split(">");
          return row("pairs", pair, `${titleOf(id, first)} > ${titleOf(id, second)}`, count);
        }),
      ];
    });
    const parts = results.breakdowns.flatMap(({ by, questions: of }) =>
      of.flatMap(({ id, groups }) =>
        groups.flatMap(({ of: group, answered, counts }) =>
          rowsOf(id, by, nameOf(by, group), answered, counts),
        ),
      ),
    );
    return tableFile(`poll-${matter.id}`, [head, ...all, ...more, ...parts], results);
  } catch (error) {
    if (isPortalError(error)) return problemResponse(error.code, language);
    throw error;
  }
}
