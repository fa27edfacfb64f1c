import type { AppLoadContext } from "@remix-run/node";
import { electorParts } from "#app/components/poll/elector-parts.ts";
import type { PollView } from "#app/domain/kinds/poll/read-poll.ts";
import type { PollResults, readResultLine } from "#app/domain/kinds/poll/read-results.ts";
import { spacePath } from "#app/domain/space/address.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { resultsPageOf } from "#app/doors/pages/poll-results.ts";
import { formatDate, formatDateTime, formatNumber, formatPercent } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";
import { markdownToPlain } from "#app/platform/markdown.ts";
import type { ResultPdf } from "#app/platform/result-pdf.ts";

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
      ({ type, title, answered, rows, mean, median, groups, unit }, place) => {
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
          ],
          heads: [t("polls:results.answer"), t("polls:results.count"), t("polls:results.share")],
          rows: rows.map(({ label, count }) => {
            const part = answered === 0 ? 0 : count / answered;
            return { label, count: number(count), share: formatPercent(language, part), part };
          }),
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

/** What the office owes after it, and what it said last. */
function followUp({ duties }: PollView, { directory, language }: AppLoadContext): ResultPdf["sections"] {
  const t = translator(language, directory.space.kind);
  const paragraphs = duties.flatMap(({ kind, officeName, dueAt, replies }) => {
    const office = officeName[language];
    const owed = t(`common:dutyKind.${kind}`);
    const reply = replies.at(-1);
    if (!reply) return [`${owed}: ${t("polls:followUp.due", { office, date: formatDate(language, dueAt) })}`];
    const { decision, body, publishedAt } = reply;
    const head = `${owed}, ${office} (${formatDate(language, publishedAt)}): ${t(`common:decision.${decision}`)}`;
    return [head, ...body.split(/\n{2,}/).map((part) => markdownToPlain(part))].filter(Boolean);
  });
  return paragraphs.length === 0 ? [] : [{ heading: t("polls:followUp.heading"), paragraphs }];
}
