import type { AppLoadContext } from "@remix-run/node";
import { electorParts } from "#app/components/poll/elector-parts.ts";
import type { QuestionResult } from "#app/components/poll/question-results.tsx";
import type { PollView } from "#app/domain/kinds/poll/read-poll.ts";
import type { PollResults, readResultLine } from "#app/domain/kinds/poll/read-results.ts";
import { spacePath } from "#app/domain/space/address.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { resultsPageOf } from "#app/doors/pages/poll-results.ts";
import { formatDate, formatDateTime, formatNumber, formatPercent } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";
import { markdownToPlain } from "#app/platform/markdown.ts";
import type { ResultPdf, ResultTable } from "#app/platform/result-pdf.ts";
import { BREAKDOWNS, type BreakdownBy, type QuestionType } from "#db/tables/poll-definition.ts";

type Line = NonNullable<Awaited<ReturnType<typeof readResultLine>>>;

/** What stands on the paper of a poll's result, in the reader's language. */
export function resultPaperOf(
  poll: PollView,
  results: PollResults,
  line: Line,
  context: AppLoadContext,
): ResultPdf {
  const { directory, language, origin } = context;
  const { space } = directory;
  const t = translator(language, space.kind);
  const number = (value: number) => formatNumber(language, value);
  const people = (count: number) => t("polls:results.answered", { count, amount: number(count) });
  const { district } = labelsOf(directory, language);
  const breakdowns = BREAKDOWNS.map((by) => ({
    by,
    questions: resultsPageOf(poll, results, by, context).questions,
  }));
  const who = { ...poll.who, districts: poll.who.districts?.map((code) => district(code) ?? code) };
  return {
    language,
    kind: t("papers:result.kind"),
    title: poll.title,
    summary: poll.summary,
    facts: [
      [t("polls:facts.office"), poll.officeName[language]],
      [
        t("polls:facts.when"),
        t("polls:facts.period", {
          from: formatDateTime(language, poll.opensAt),
          to: formatDateTime(language, poll.closesAt),
        }),
      ],
      [
        t("polls:facts.who"),
        electorParts(who)
          .map(([part, values]) => t(`polls:who.${part}`, values))
          .join(", "),
      ],
      [t("polls:method.participants"), number(results.participants)],
      [t("polls:method.counted"), formatDateTime(language, line.at)],
    ],
    questions: resultsPageOf(poll, results, null, context).questions.map(
      ({ id, type, title, answered, rows, mean, median, groups, unit, pairs }, place) => {
        const middle = (value: number) => [number(value), unit].filter(Boolean).join(" ");
        return {
          heading: `${place + 1}. ${title}`,
          notes: [
            people(answered),
            ...(type === "multiple" ? [t("polls:results.several")] : []),
            ...(type === "ranking" ? [t("polls:results.firstChoices")] : []),
            ...(mean === null || median === null
              ? []
              : [
                  `${t("polls:results.mean")} ${middle(mean)} · ${t("polls:results.median")} ${middle(median)}`,
                ]),
            ...(groups === null ? [] : [t("polls:texts.groups", { count: groups, amount: number(groups) })]),
            ...(breakdowns.some((one) => isTooLong(one, id)) || (pairs?.length ?? 0) > MOST_GROUPS
              ? [t("papers:result.longer")]
              : []),
          ],
          heads: [t("polls:results.answer"), t("polls:results.count"), t("polls:results.share")],
          rows: rows.map(({ label, count }, row) => {
            const part = answered === 0 ? 0 : count / answered;
            const share = formatPercent(language, part);
            return {
              label: isNamed(type) ? `(${row + 1}) ${label}` : label,
              count: number(count),
              share,
              part,
            };
          }),
          tables: [
            ...(pairs && pairs.length <= MOST_GROUPS ? [pairsTable(pairs, context)] : []),
            ...breakdowns.flatMap((breakdown) => breakdownOf(breakdown, id, context)),
          ],
        };
      },
    ),
    sections: [
      {
        heading: t("polls:method.heading"),
        paragraphs: [
          `${t("polls:method.weights")}: ${t("polls:method.unweighted")}`,
          `${t("polls:method.small")}: ${t("polls:method.smallText")}`,
        ],
      },
      ...followUp(poll, context),
      {
        heading: t("papers:result.ledger"),
        paragraphs: [
          t("papers:result.ledgerText", { seq: number(line.seq), at: formatDateTime(language, line.at) }),
          t("papers:result.text", { hash: line.text }),
          t("papers:result.line", { hash: line.hash }),
        ],
      },
    ],
    footer: `${space.name[language]} · ${origin}${spacePath(space.prefix, `/polls/${poll.id}/results`)}`,
  };
}

type Broken = { by: BreakdownBy } & Pick<ReturnType<typeof resultsPageOf>, "questions">;

/** Choices have words that are too long for a column: there they stand by their number. */
const isNamed = (type: QuestionType): boolean => type !== "rating" && type !== "number";

/** More groups or choices, such as the days of a year, are for a computer: they are in the CSV. */
const MOST_GROUPS = 40;

const partsOf = ({ questions }: Broken, id: string) => questions.find((one) => one.id === id)?.parts ?? [];
const isTooLong = (broken: Broken, id: string): boolean => partsOf(broken, id).length > MOST_GROUPS;

/** One question by one sort of groups, merged as on the page; none where it is not broken down so. */
function breakdownOf(broken: Broken, id: string, { directory, language }: AppLoadContext): ResultTable[] {
  const t = translator(language, directory.space.kind);
  const { by, questions } = broken;
  const question = questions.find((one) => one.id === id);
  const parts = partsOf(broken, id);
  if (!question || question.rows.length === 0 || parts.length === 0 || isTooLong(broken, id)) return [];
  const { type, rows } = question;
  const number = (value: number) => formatNumber(language, value);
  return [
    {
      heading: t(`polls:breakdown.${by}`),
      heads: [
        t(`polls:breakdown.${by}`),
        t("polls:results.answeredHead"),
        ...rows.map(({ label }, row) => (isNamed(type) ? `(${row + 1})` : label)),
      ],
      rows: parts.map(({ label, answered, rows: counts }) => ({
        label,
        cells: [
          { count: number(answered), share: null },
          ...counts.map(({ count }) => ({
            count: number(count),
            share: formatPercent(language, answered === 0 ? 0 : count / answered),
          })),
        ],
      })),
    },
  ];
}

/** Of a ranking: how many put the choice of the row before that of the column, which stands by its number. */
function pairsTable(
  pairs: NonNullable<QuestionResult["pairs"]>,
  { directory, language }: AppLoadContext,
): ResultTable {
  const t = translator(language, directory.space.kind);
  return {
    heading: `${t("polls:pairs.heading")}: ${t("polls:pairs.text")}`,
    heads: [t("polls:pairs.before"), ...pairs.map((_, place) => `(${place + 1})`)],
    rows: pairs.map(({ title, before }, place) => ({
      label: `(${place + 1}) ${title}`,
      cells: before.map(({ count }) => ({
        count: count === null ? "–" : formatNumber(language, count),
        share: null,
      })),
    })),
  };
}

/** What the office owes after it, and what it said last. */
function followUp({ duties }: PollView, { directory, language }: AppLoadContext): ResultPdf["sections"] {
  const t = translator(language, directory.space.kind);
  const paragraphs = duties.flatMap(({ kind, officeName, dueAt, replies }) => {
    const office = officeName[language];
    const owed = t(`common:dutyKind.${kind}`);
    const reply = replies.at(-1);
    if (!reply) return [`${owed}: ${t("polls:followUp.due", { office, date: formatDate(language, dueAt) })}`];
    const { decision, body, nextDate, publishedAt } = reply;
    const head = `${owed}, ${office} (${formatDate(language, publishedAt)}): ${t(`common:decision.${decision}`)}`;
    const next = nextDate === null ? "" : t("common:due.interim", { date: formatDate(language, nextDate) });
    return [head, next, ...body.split(/\n{2,}/).map((part) => markdownToPlain(part))].filter(Boolean);
  });
  return paragraphs.length === 0 ? [] : [{ heading: t("polls:followUp.heading"), paragraphs }];
}
