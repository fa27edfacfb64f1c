import { useTranslation } from "react-i18next";
import { useFormat } from "../use-format.ts";

interface RequiredBarProps {
  count: number;
  required: number;
  /** Numbers on the way, such as the 100 that make a petition public; the required one among them or not. */
  milestones?: readonly { threshold: number; reachedAt: string | null }[];
  /** Small in cards; large, with its numbers, on the drive's own page. */
  size?: "small" | "large";
  /** No more can be signed: say how many did, and not how many are missing. */
  ended?: boolean;
}

/** From 0 to 100, and never "100" while one is missing. */
export function percentOf(count: number, required: number): number {
  const exact = (count / required) * 100;
  return exact >= 100 ? 100 : Math.min(99, Math.floor(exact));
}

/** How far a drive has come to the number that the law asks for. */
export function RequiredBar({
  count,
  required,
  milestones = [],
  size = "small",
  ended = false,
}: RequiredBarProps) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const missing = required - count;
  const share = Math.min(1, count / required);
  const between = milestones.filter(({ threshold }) => threshold < required);
  const large = size === "large";
  const thickness = large ? 14 : 8;
  return (
    <div className={`required-bar ${size}`}>
      <p className="required-line">
        <span className="required-count">{t("bar.count", { count, amount: format.number(count) })}</span>
        <span className={missing <= 0 ? "required-next is-done" : "required-next"}>
          {missing <= 0
            ? t("bar.reached")
            : ended
              ? t("bar.of", { count: required, amount: format.number(required) })
              : t("bar.missing", { count: missing, amount: format.number(missing) })}
        </span>
      </p>
      <svg className="required-track" height={thickness} aria-hidden="true" focusable="false">
        <rect className="track" width="100%" height={thickness} rx={thickness / 2} />
        {count > 0 && (
          <rect
            className={missing <= 0 ? "fill is-done" : "fill"}
            // A single signature can be seen too.
            width={`${Math.max(share * 100, 1)}%`}
            height={thickness}
            rx={thickness / 2}
          />
        )}
        {between.map(({ threshold }) => (
          <rect
            key={threshold}
            className="notch"
            x={`${(threshold / required) * 100}%`}
            width={2}
            height={thickness}
          />
        ))}
      </svg>
      {large && (
        <p className="required-scale" aria-hidden="true">
          <span>{format.number(percentOf(count, required))}%</span>
          <span>{t("bar.goal", { count: required, amount: format.number(required) })}</span>
        </p>
      )}
    </div>
  );
}
