import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DriveStage } from "#db/tables/drive.ts";
import type { RuleMatterKind } from "#db/tables/threshold.ts";
import { MatterStateBadge, type Stage, StageBadge } from "./badge.tsx";
import { DriveStageBadge } from "./drive/stage-badge.tsx";
import { matterPath } from "./duty/duty-list.tsx";
import { useFormat } from "./use-format.ts";

/** A matter in a line: enough to tell whether it speaks of the same. */
export type SimilarMatterItem = SimilarProposalItem | SimilarDriveItem;

interface SimilarProposalItem {
  kind: RuleMatterKind;
  id: number;
  title: string;
  /** For a forum "gathering" while it is open. */
  stage: Stage;
  supportCount: number;
  importedCount: number | null;
  nextThreshold: number | null;
}

interface SimilarDriveItem {
  kind: "drive";
  id: number;
  title: string;
  stage: DriveStage;
  /** What the law calls it, in the page's language. */
  kindName: string;
  supportCount: number;
  required: number;
}

interface SimilarMattersProps {
  matters: readonly SimilarMatterItem[];
  /** What can be done with each, besides opening it. */
  actionOf?: (matter: SimilarMatterItem) => ReactNode;
}

/** Whether somebody can still stand behind it. */
export function isOpen({ kind, stage }: SimilarMatterItem): boolean {
  if (kind === "drive") return stage === "collecting" || stage === "shortfall";
  return kind === "forum" ? stage === "gathering" : stage !== "closed" && stage !== "withdrawn";
}

export function SimilarMatters({ matters, actionOf }: SimilarMattersProps) {
  return (
    <ul className="similar-matters">
      {matters.map((matter) => (
        <li key={matter.id}>
          <div className="similar-matter">
            <Link className="similar-title" to={matterPath(matter)} prefetch="intent">
              {matter.title}
            </Link>
            <p className="similar-facts">
              <KindBadge matter={matter} />
              <Count matter={matter} />
            </p>
          </div>
          {actionOf?.(matter)}
        </li>
      ))}
    </ul>
  );
}

function KindBadge({ matter }: { matter: SimilarMatterItem }) {
  const { t } = useTranslation("search");
  if (matter.kind === "drive") {
    return (
      <>
        {matter.kindName}
        <DriveStageBadge stage={matter.stage} />
      </>
    );
  }
  const { kind, stage } = matter;
  if (kind === "proposal") return <StageBadge stage={stage} />;
  return (
    <>
      {t("kind.forum")}
      <MatterStateBadge state={stage === "gathering" ? "open" : "closed"} />
    </>
  );
}

function Count({ matter }: { matter: SimilarMatterItem }) {
  return matter.kind === "drive" ? <Signatures drive={matter} /> : <Supports matter={matter} />;
}

function Signatures({ drive: { supportCount, required } }: { drive: SimilarDriveItem }) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  return (
    <>
      <span>{t("bar.count", { count: supportCount, amount: format.number(supportCount) })}</span>
      <span>{t("bar.of", { count: required, amount: format.number(required) })}</span>
    </>
  );
}

function Supports({ matter }: { matter: SimilarProposalItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, supportCount, importedCount, nextThreshold } = matter;
  // Counted elsewhere: no number to go on towards.
  if (importedCount !== null)
    return <span>{t("support.importedShort", { amount: format.number(importedCount) })}</span>;
  const values = { count: supportCount, amount: format.number(supportCount) };
  const missing = nextThreshold === null ? 0 : nextThreshold - supportCount;
  return (
    <>
      <span>{kind === "forum" ? t("support.participantCount", values) : t("support.count", values)}</span>
      {missing > 0 && isOpen(matter) && (
        <span>{t("support.untilNext", { count: missing, amount: format.number(missing) })}</span>
      )}
    </>
  );
}
