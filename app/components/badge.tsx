import { useTranslation } from "react-i18next";
import type { PollState } from "#app/domain/kinds/poll/poll-state.ts";
import type { Decision } from "#db/tables/duty.ts";
import type { Stance } from "#db/tables/forum.ts";
import type { MatterState } from "#db/tables/matter.ts";

export type Tone = "primary" | "secondary" | "gray" | "danger" | "warning" | "success" | "information";
/** How far a proposal has come, in the words of its card. */
export type Stage = "gathering" | "awaiting" | "answered" | "closed" | "withdrawn";

interface BadgeProps {
  tone: Tone;
  /** Filled badges are for what must not be missed, such as an overdue reply. */
  filled?: boolean;
  children: string;
}

export function Badge({ tone, filled = false, children }: BadgeProps) {
  return <span className={`krds-badge ${filled ? "bg" : "bg-light"}-${tone}`}>{children}</span>;
}

const STAGE_TONE: Record<Stage, Tone> = {
  gathering: "primary",
  awaiting: "warning",
  answered: "success",
  closed: "gray",
  withdrawn: "gray",
};

export function StageBadge({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  return <Badge tone={STAGE_TONE[stage]}>{t(`stage.${stage}`)}</Badge>;
}

export function MatterStateBadge({ state }: { state: MatterState }) {
  const { t } = useTranslation();
  return <Badge tone={state === "open" ? "primary" : "gray"}>{t(`matterState.${state}`)}</Badge>;
}

const POLL_TONE: Record<PollState, Tone> = {
  scheduled: "information",
  open: "primary",
  closed: "gray",
  withdrawn: "gray",
};

export function PollStateBadge({ state }: { state: PollState }) {
  const { t } = useTranslation();
  return <Badge tone={POLL_TONE[state]}>{t(`pollState.${state}`)}</Badge>;
}

const DECISION_TONE: Record<Decision, Tone> = {
  "will-do": "success",
  partly: "information",
  "under-study": "warning",
  cannot: "gray",
};

export function DecisionBadge({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  return <Badge tone={DECISION_TONE[decision]}>{t(`decisionShort.${decision}`)}</Badge>;
}

/** Neither red nor green: no side of an argument is the wrong one. */
const STANCE_TONE: Record<Stance, Tone> = { for: "primary", against: "warning", other: "gray" };

export function StanceBadge({ stance }: { stance: Stance }) {
  const { t } = useTranslation();
  return <Badge tone={STANCE_TONE[stance]}>{t(`stance.${stance}`)}</Badge>;
}

export function OverdueBadge() {
  const { t } = useTranslation();
  return (
    <Badge tone="danger" filled>
      {t("dutyState.overdue")}
    </Badge>
  );
}
