import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { QuestionView } from "#app/domain/kinds/poll/read-poll.ts";
import type { BreakdownBy } from "#db/tables/poll-definition.ts";
import { useMatterHere } from "../matter-here.ts";
import { TableView } from "../table-view.tsx";
import { useFormat } from "../use-format.ts";
import { AnswerBars, type AnswerRow } from "./answer-bars.tsx";
import { TextGroups } from "./text-groups.tsx";

/** What was answered to a question, in the reader's language. */
export interface QuestionResult extends Pick<QuestionView, "id" | "type" | "title" | "unit"> {
  answered: number;
  rows: AnswerRow[];
  mean: number | null;
  median: number | null;
  /** Of a text: how many different ones there are; null: not known yet. */
  groups: number | null;
  /** Of a text, those that say nearly the same once, to be shown here; null or left out: they have a page of their own. */
  texts?: { example: string; count: number }[] | null;
  /** Of a ranking: how many put the row's choice before the other; null of itself. */
  pairs:
    | { id: string; title: string; before: { id: string; title: string; count: number | null }[] }[]
    | null;
  /** By the groups of the breakdown that is asked for. */
  parts: { label: string; participants: number; answered: number; rows: AnswerRow[] }[];
}

interface QuestionResultsProps {
  question: QuestionResult;
  number: number;
  by: BreakdownBy | null;
}

/** What was answered to one question: all together, and by group where that is asked for. */
export function QuestionResults({ question, number, by }: QuestionResultsProps) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  const { id, type, title, answered, rows, pairs, parts } = question;
  return (
    <section className="section stack" aria-labelledby={`result-${id}`}>
      <h2 className="h-section" id={`result-${id}`} dir="auto">
        <span className="poll-question-number numeric">{format.number(number)}</span> {title}
      </h2>
      <p className="small muted">
        {t("results.answered", { count: answered, amount: format.number(answered) })}
        {type === "multiple" && ` ${t("results.several")}`}
        {type === "ranking" && ` ${t("results.firstChoices")}`}
      </p>
      {rows.length > 0 && (
        <AnswerBars caption={title} head={t("results.answer")} rows={rows} answered={answered} />
      )}
      <Middle question={question} />
      {type === "text" && <Texts question={question} />}
      {by && parts.length > 0 && rows.length > 0 && <Parts question={question} by={by} />}
      {pairs && <Pairs title={title} pairs={pairs} />}
    </section>
  );
}

function Middle({ question: { mean, median, unit } }: { question: QuestionResult }) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  if (mean === null || median === null) return null;
  const said = (value: number) => [format.number(value), unit].filter(Boolean).join(" ");
  return (
    <dl className="facts poll-middle">
      <dt>{t("results.mean")}</dt>
      <dd className="numeric">{said(mean)}</dd>
      <dt>{t("results.median")}</dt>
      <dd className="numeric">{said(median)}</dd>
    </dl>
  );
}

function Texts({ question: { id, groups, answered, texts } }: { question: QuestionResult }) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  const here = useMatterHere();
  if (groups === null || answered === 0) return <p className="muted">{t("texts.later")}</p>;
  return (
    <>
      <p>
        {t("texts.groups", { count: groups, amount: format.number(groups) })}{" "}
        {!texts && (
          <Link className="text-link" to={`/polls/${here}/texts/${id}`}>
            {t("texts.read")}
          </Link>
        )}
      </p>
      {texts && <TextGroups groups={texts} />}
    </>
  );
}

/** The same by group; the small ones stand together, so that nobody is recognised. */
function Parts({ question: { title, parts, rows }, by }: { question: QuestionResult; by: BreakdownBy }) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  const columns = rows.map(({ answer, label }) => ({
    key: answer,
    label,
    numeric: true,
    cell: (part: QuestionResult["parts"][number]) => {
      const count = part.rows.find((row) => row.answer === answer)?.count ?? 0;
      return (
        <>
          {format.number(count)}{" "}
          <span className="muted small">
            {format.percent(part.answered === 0 ? 0 : count / part.answered)}
          </span>
        </>
      );
    },
  }));
  return (
    <TableView
      caption={t("breakdown.caption", { title, by: t(`breakdown.${by}`) })}
      rows={parts}
      rowKey={({ label }) => label}
      columns={[
        { key: "", label: t(`breakdown.${by}`), cell: ({ label }) => label },
        {
          key: "answered",
          label: t("results.answeredHead"),
          numeric: true,
          cell: ({ answered }) => format.number(answered),
        },
        ...columns,
      ]}
    />
  );
}

function Pairs({ title, pairs }: { title: string; pairs: NonNullable<QuestionResult["pairs"]> }) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  return (
    <details className="fold">
      <summary>{t("pairs.heading")}</summary>
      <p className="small muted">{t("pairs.text")}</p>
      <TableView
        caption={t("pairs.caption", { title })}
        rows={pairs}
        rowKey={({ id }) => id}
        columns={[
          { key: "", label: t("pairs.before"), cell: (row) => row.title },
          ...pairs.map(({ id, title: other }) => ({
            key: id,
            label: other,
            numeric: true,
            cell: (row: (typeof pairs)[number]) => {
              const count = row.before.find((one) => one.id === id)?.count ?? null;
              return count === null ? "–" : format.number(count);
            },
          })),
        ]}
      />
    </details>
  );
}
