import { z } from "zod";
import type { DataSet } from "#app/domain/open-data/data-set.ts";
import { code, count, id, text } from "#app/domain/open-data/fields.ts";
import { listResultsShown } from "#db/queries/polls.ts";
import { BREAKDOWNS, type PollShown } from "#db/tables/poll-definition.ts";

/** Each has rows by the thousand where a roll has many units. */
const POLLS_AT_ONCE = 20;

const schema = z.object({
  poll: id("The poll: `polls` says what it is, `/api/v1/polls/{id}` what was asked."),
  question: text("Its id in the poll."),
  by: code(
    "`all`: of everybody together. `pairs`: of a ranking, who put the one before the other. The others: of one group.",
    ["all", "pairs", ...BREAKDOWNS],
  ),
  group: text(
    "Of a breakdown: a code, an age band, a day or a unit; `others`: the small ones together. Else empty.",
  ),
  answer: text("A choice's id, a value, or a part of a number's range; of `pairs` two ids: `A>B`."),
  count: count("How many answered so."),
  answered: count("How many of them answered the question at all."),
});
type Row = z.output<typeof schema>;

/** The results of polls that are counted to the end, as their pages show them: no group is smaller than there. */
export const POLL_RESULTS_DATA: DataSet = {
  name: "poll-results",
  schema,
  async *pages(db, { spaceId }) {
    for (let after = 0; ; ) {
      const polls = await listResultsShown(db, spaceId, after, POLLS_AT_ONCE);
      const last = polls.at(-1);
      if (!last) return;
      yield polls.flatMap((poll) => rowsOf(poll.id, poll.shown));
      after = last.id;
    }
  },
};

function rowsOf(poll: number, { questions, breakdowns }: PollShown): Row[] {
  const rows = (
    part: Pick<Row, "question" | "by" | "group" | "answered">,
    counts: Readonly<Record<string, number>>,
  ): Row[] =>
    Object.entries(counts).map(([answer, given]) => ({
      poll,
      question: part.question,
      by: part.by,
      group: part.group,
      answer,
      count: given,
      answered: part.answered,
    }));
  return [
    ...questions.flatMap(({ id: question, answered, counts, pairs = {} }) => [
      ...rows({ question, by: "all", group: "", answered }, counts),
      ...rows({ question, by: "pairs", group: "", answered }, pairs),
    ]),
    ...breakdowns.flatMap(({ by, questions: of }) =>
      of.flatMap(({ id: question, groups }) =>
        groups.flatMap(({ of: group, answered, counts }) =>
          rows({ question, by, group: group ?? "others", answered }, counts),
        ),
      ),
    ),
  ];
}
