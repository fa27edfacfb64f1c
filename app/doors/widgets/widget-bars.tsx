import { formatNumber, formatPercent } from "#app/i18n/format.ts";
import type { Language } from "#db/tables/language.ts";

interface WidgetBarsProps {
  language: Language;
  caption: string;
  rows: readonly { key: string | number; label: string; count: number }[];
  /** What the shares are of. */
  whole: number;
}

/** How often each answer was given, as a table with bars. Drawn as SVG: the policy of a frame knows no style of an element. */
export function WidgetBars({ language, caption, rows, whole }: WidgetBarsProps) {
  const most = Math.max(...rows.map(({ count }) => count));
  return (
    <table>
      <caption>{caption}</caption>
      <tbody>
        {rows.map(({ key, label, count }) => {
          const share = whole === 0 ? 0 : count / whole;
          return (
            <tr key={key} className={count > 0 && count === most ? "most" : undefined}>
              <th scope="row" dir="auto">
                {label}
                <div className="rail">
                  <svg className="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={(share * 100).toFixed(1)} height="8" fill="var(--bar)" />
                  </svg>
                </div>
              </th>
              <td>{formatNumber(language, count)}</td>
              <td>{formatPercent(language, share)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
