import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { PictureView } from "#app/domain/kinds/poll/read-poll.ts";
import { useFormat } from "../use-format.ts";
import { ChoicePicture } from "./choice-picture.tsx";

/** An answer and how often it was given. */
export interface AnswerRow {
  answer: string;
  label: string;
  count: number;
  /** Of a choice that has one. */
  picture?: PictureView | null;
  /** The list of what is counted, or what the answer stands for. */
  to?: string;
}

interface AnswerBarsProps {
  caption: string;
  /** What the first column holds. */
  head: string;
  rows: readonly AnswerRow[];
  /** How many answered: what shares are of; null: they are of nothing together, and the longest bar is the most. */
  answered: number | null;
  /** What a bar of the whole width stands for; left out: what shares are of. */
  full?: number;
}

const HEIGHT = 12;

/**
 * How often each answer was given: a table, with a bar in each row that says the same, drawn on the server. Lengths are SVG
 * attributes, since the CSP forbids style attributes.
 */
export function AnswerBars({ caption, head, rows, answered, full }: AnswerBarsProps) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  const most = Math.max(...rows.map(({ count }) => count));
  const whole = answered ?? most;
  const share = (count: number, of = whole) => (of === 0 ? 0 : count / of);
  return (
    <table className="answer-bars">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">{t("results.count")}</th>
          {answered !== null && <th scope="col">{t("results.share")}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ answer, label, picture, count, to }) => (
          <tr key={answer} className={count > 0 && count === most ? "is-most" : undefined}>
            <th scope="row" dir="auto">
              <span className="answer-label">
                {picture && <ChoicePicture picture={picture} />}
                {to === undefined ? label : <Link to={to}>{label}</Link>}
              </span>
              <svg className="answer-bar" height={HEIGHT} aria-hidden="true" focusable="false">
                <rect className="track" width="100%" height={HEIGHT} rx={HEIGHT / 2} />
                {count > 0 && (
                  <rect
                    className="fill"
                    // One answer can be seen too.
                    width={`${Math.max(share(count, full) * 100, 0.5)}%`}
                    height={HEIGHT}
                    rx={HEIGHT / 2}
                  />
                )}
              </svg>
            </th>
            <td className="numeric">{format.number(count)}</td>
            {answered !== null && <td className="numeric answer-share">{format.percent(share(count))}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
