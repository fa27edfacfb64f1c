import { useTranslation } from "react-i18next";
import type { ConsequenceCode } from "#app/domain/threshold/rule.ts";
import { SupportTrack } from "./support-track.tsx";
import { useFormat } from "./use-format.ts";

export interface Milestone {
  at: number;
  consequence: ConsequenceCode;
}

/** The city's defaults, for pages that do not load a matter's own rules. */
const PROPOSAL_MILESTONES: readonly Milestone[] = [
  { at: 50, consequence: "department-reply" },
  { at: 100, consequence: "forum" },
];
const FORUM_MILESTONES: readonly Milestone[] = [{ at: 1000, consequence: "mayor-reply" }];

/** The highest milestone that was ever reached: a crossing stays, also when support is taken back later. */
export function passedOf(milestones: readonly Milestone[], nextThreshold: number | null): number {
  const behind = milestones.filter(({ at }) => nextThreshold === null || at < nextThreshold);
  return Math.max(0, ...behind.map(({ at }) => at));
}

interface SupportBarProps {
  count: number;
  /** See `passedOf`. */
  passed?: number;
  milestones?: readonly Milestone[];
  /** "participants" for a forum. */
  measure?: "agreements" | "participants";
  /** Small in cards; large, with the milestones' names, on the matter's own page. */
  size?: "small" | "large";
  /** Nothing more can come: say that instead of what is missing. */
  ended?: boolean;
}

/** How many stand behind a matter, and what happens at the next number. */
export function SupportBar({
  count,
  passed = 0,
  milestones = PROPOSAL_MILESTONES,
  measure = "agreements",
  size = "small",
  ended = false,
}: SupportBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const reached = Math.max(count, passed);
  const next = milestones.find((milestone) => milestone.at > reached);
  const amount = format.number(count);
  const label =
    measure === "participants"
      ? t("support.participantCount", { count, amount })
      : t("support.count", { count, amount });
  return (
    <div className={`support-bar ${size}`}>
      <p className="support-line">
        <span className="support-count">{label}</span>
        <SupportNext next={next} count={count} ended={ended} />
      </p>
      <div className="support-drawing">
        <SupportTrack count={count} reached={reached} milestones={milestones} named={size === "large"} />
      </div>
      {size === "large" && <MilestoneList reached={reached} milestones={milestones} />}
    </div>
  );
}

function SupportNext({ next, count, ended }: { next: Milestone | undefined; count: number; ended: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!next) return <span className="support-next is-done">{t("support.allReached")}</span>;
  if (ended) return <span className="support-next">{t("support.ended")}</span>;
  const missing = next.at - count;
  return (
    <span className="support-next">
      {t(`support.until.${next.consequence}`, { count: missing, amount: format.number(missing) })}
    </span>
  );
}

/** The drawing in words. */
function MilestoneList({ reached, milestones }: { reached: number; milestones: readonly Milestone[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="sr-only" aria-label={t("support.milestones")}>
      {milestones.map(({ at, consequence }) => (
        <li key={at}>
          {format.number(at)}: {t(`consequenceText.${consequence}`)} (
          {reached >= at ? t("support.reached") : t("support.notReached")})
        </li>
      ))}
    </ul>
  );
}
