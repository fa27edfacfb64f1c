import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { MatterKind } from "#db/database.ts";
import { MatterStateBadge, type Stage, StageBadge } from "./badge.tsx";
import { matterPath } from "./duty/duty-list.tsx";
import { useFormat } from "./use-format.ts";

/** A matter in a line: enough to tell whether it speaks of the same. */
export interface SimilarMatterItem {
  kind: MatterKind;
  id: number;
  title: string;
  /** For a forum "gathering" while it is open. */
  stage: Stage;
  supportCount: number;
  importedCount: number | null;
  nextThreshold: number | null;
}

interface SimilarMattersProps {
  matters: readonly SimilarMatterItem[];
  /** What can be done with each, besides opening it. */
  actionOf?: (matter: SimilarMatterItem) => ReactNode;
}

export const isOpen = ({ kind, stage }: SimilarMatterItem): boolean =>
  kind === "forum" ? stage === "gathering" : stage !== "closed" && stage !== "withdrawn";

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

function KindBadge({ matter: { kind, stage } }: { matter: SimilarMatterItem }) {
  const { t } = useTranslation("search");
  if (kind === "proposal") return <StageBadge stage={stage} />;
  return (
    <>
      {t("kind.forum")}
      <MatterStateBadge state={stage === "gathering" ? "open" : "closed"} />
    </>
  );
}

function Count({ matter }: { matter: SimilarMatterItem }) {
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
