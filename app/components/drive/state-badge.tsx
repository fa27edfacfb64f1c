import { useTranslation } from "react-i18next";
import type { DriveState } from "#db/tables/drive.ts";
import { Badge, type Tone } from "../badge.tsx";

const TONE: Record<DriveState, Tone> = {
  collecting: "primary",
  shortfall: "warning",
  collected: "information",
  "handed-in": "information",
  inspection: "information",
  deciding: "information",
  accepted: "secondary",
  introduced: "secondary",
  adopted: "success",
  rejected: "gray",
  lapsed: "gray",
  dismissed: "gray",
};

/** Where a drive stands, in a word or two. */
export function DriveStateBadge({ state }: { state: DriveState }) {
  const { t } = useTranslation("drives");
  return <Badge tone={TONE[state]}>{t(`state.${state}`)}</Badge>;
}
