import { useTranslation } from "react-i18next";
import type { VoteState } from "#app/domain/kinds/vote/vote-state.ts";
import { Badge, type Tone } from "../badge.tsx";

const TONES: Record<VoteState, Tone> = {
  announced: "information",
  voting: "primary",
  counting: "warning",
  decided: "success",
};

export function VoteStateBadge({ state }: { state: VoteState }) {
  const { t } = useTranslation("votes");
  return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>;
}
