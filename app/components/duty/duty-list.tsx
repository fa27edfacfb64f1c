import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { matterPath as pathOf } from "#app/domain/matter/address.ts";
import type { DutyKind } from "#db/tables/duty.ts";
import type { MatterKind } from "#db/tables/matter.ts";
import { DueBadge } from "../due-badge.tsx";
import { useFormat } from "../use-format.ts";

export interface DutyItem {
  id: number;
  kind: DutyKind;
  /** The office's name in the page's language. */
  office: string;
  openedAt: string;
  dueAt: string;
  metAt: string | null;
  replies: number;
  matter: { id: number; kind: MatterKind; title: string; supportCount: number };
}

interface DutyListProps {
  duties: readonly DutyItem[];
  /** Where a duty's title leads; without it, to the matter as everyone sees it. */
  to?: (duty: DutyItem) => string;
  heading?: "h2" | "h3";
}

export const matterPath = ({ id, kind }: Pick<DutyItem["matter"], "id" | "kind">) => pathOf(kind, id);

/** Who owes what by when. */
export function DutyList({ duties, to, heading: Heading = "h2" }: DutyListProps) {
  return (
    <ul className="duty-list">
      {duties.map((duty) => (
        <li key={duty.id} className="duty">
          <div className="duty-main">
            <div className="cluster tight">
              <DueBadge dueAt={duty.dueAt} metAt={duty.metAt} />
              <WhoOwes duty={duty} />
            </div>
            <Heading className="duty-title">
              <Link to={to ? to(duty) : matterPath(duty.matter)} prefetch="intent">
                {duty.matter.title}
              </Link>
            </Heading>
            <CameFrom duty={duty} />
          </div>
          <DutyDate duty={duty} />
        </li>
      ))}
    </ul>
  );
}

function WhoOwes({ duty }: { duty: DutyItem }) {
  const { t } = useTranslation();
  return (
    <span className="duty-office">
      {duty.office} · {t(`dutyKind.${duty.kind}`)}
    </span>
  );
}

/** Why it is owed. */
function CameFrom({ duty: { matter, openedAt, replies } }: { duty: DutyItem }) {
  const { t } = useTranslation("duties");
  const { t: common } = useTranslation();
  const format = useFormat();
  const count = { count: matter.supportCount, amount: format.number(matter.supportCount) };
  return (
    <p className="duty-why">
      {matter.kind === "forum" ? common("support.participantCount", count) : common("support.count", count)} ·{" "}
      {t("openedOn", { date: format.shortDate(openedAt) })}
      {replies > 1 && <> · {t("versions", { count: replies, amount: format.number(replies) })}</>}
    </p>
  );
}

function DutyDate({ duty: { dueAt, metAt } }: { duty: DutyItem }) {
  const { t } = useTranslation("duties");
  const format = useFormat();
  return (
    <p className="duty-date">
      <span className="duty-date-label">{metAt ? t("answeredOn") : t("dueOn")}</span>
      <time dateTime={metAt ?? dueAt}>{format.date(metAt ?? dueAt)}</time>
      {metAt && <span className="duty-date-label">{t("dueWas", { date: format.shortDate(dueAt) })}</span>}
    </p>
  );
}
