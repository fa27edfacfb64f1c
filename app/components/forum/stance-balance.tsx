import { useTranslation } from "react-i18next";
import type { Stance } from "#db/tables/forum.ts";
import { useFormat } from "../use-format.ts";

export type StanceCounts = Record<Stance, number>;

const ORDER = ["for", "against", "other"] as const satisfies readonly Stance[];

interface StanceBalanceProps {
  stances: StanceCounts;
  /** Small in lists. */
  size?: "small" | "large";
}

/**
 * How the opinions divide: a bar, and the numbers beside it, which say it all. Lengths are SVG attributes, since
 * the CSP forbids style attributes; patterns of light and dark, not colours alone, tell the parts apart.
 */
export function StanceBalance({ stances, size = "large" }: StanceBalanceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const total = ORDER.reduce((sum, stance) => sum + stances[stance], 0);
  const share = (stance: Stance) => (total === 0 ? 0 : stances[stance] / total);
  return (
    <div className={`stance-balance ${size}`}>
      <svg className="stance-bar" height={size === "large" ? 16 : 8} aria-hidden="true" focusable="false">
        <rect className="empty" width="100%" height="100%" />
        {ORDER.map((stance, index) => {
          const from = ORDER.slice(0, index).reduce((sum, before) => sum + share(before), 0);
          return (
            <rect
              key={stance}
              className={stance}
              x={`${from * 100}%`}
              width={`${share(stance) * 100}%`}
              height="100%"
            />
          );
        })}
      </svg>
      <dl className="stance-numbers">
        {ORDER.map((stance) => (
          <div key={stance} className={stance}>
            <dt>{t(`stance.${stance}`)}</dt>
            <dd>
              <strong className="numeric">{format.number(stances[stance])}</strong>
              {size === "large" && total > 0 && (
                <span className="muted numeric"> {format.percent(share(stance))}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
