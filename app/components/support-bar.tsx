import { useTranslation } from "react-i18next";
import type { ConsequenceCode } from "#app/domain/threshold/rule.ts";
import { useFormat } from "./use-format.ts";

export interface Milestone {
  at: number;
  consequence: ConsequenceCode;
}

interface SupportBarProps {
  count: number;
  /** The numbers of the matter's own rules, lowest first; without any nothing follows. */
  milestones: readonly Milestone[];
  /** The lowest number that was never reached: what was once reached stays so. null: all were. */
  nextThreshold: number | null;
  /** "participants" for a forum. */
  measure?: "agreements" | "participants";
  /** Small in cards; large on the matter's own page. */
  size?: "small" | "large";
  /** Nothing more can come: say that instead of what is missing. */
  ended?: boolean;
}

/**
 * How many stand behind a matter, and how many more it takes for what comes next. It speaks of numbers alone: whether what
 * follows was delivered, the tracker says.
 */
export function SupportBar({
  count,
  milestones,
  nextThreshold,
  measure = "agreements",
  size = "small",
  ended = false,
}: SupportBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const amount = format.number(count);
  // Somebody may have been the one that it took while the page is open.
  const next = milestones.find(({ at }) => nextThreshold !== null && at >= nextThreshold && at > count);
  const last = milestones.at(-1);
  return (
    <div className={`support-bar ${size}`}>
      <p className="support-line">
        <span className="support-count">
          {measure === "participants"
            ? t("support.participantCount", { count, amount })
            : t("support.count", { count, amount })}
        </span>
        <span className="support-next">
          {ended ? (
            t("support.ended")
          ) : next ? (
            <Until next={next} count={count} size={size} />
          ) : (
            last && t(`support.passed.${last.consequence}`)
          )}
        </span>
      </p>
      {(next || last) && <Bar share={next ? count / next.at : 1} thickness={size === "large" ? 10 : 8} />}
    </div>
  );
}

interface UntilProps {
  next: Milestone;
  count: number;
  size: "small" | "large";
}

function Until({ next: { at, consequence }, count, size }: UntilProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const missing = { count: at - count, amount: format.number(at - count) };
  return size === "large"
    ? t(`support.more.${consequence}`, missing)
    : t(`support.until.${consequence}`, missing);
}

/** @param share from 0 to 1 */
function Bar({ share, thickness }: { share: number; thickness: number }) {
  const shape = { height: thickness, rx: thickness / 2 };
  return (
    <svg className="support-track" height={thickness} aria-hidden="true" focusable="false">
      <rect className="track" width="100%" {...shape} />
      <rect className="fill" width={`${Math.min(1, share) * 100}%`} {...shape} />
    </svg>
  );
}
