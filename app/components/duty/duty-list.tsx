import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { matterPath as pathOf } from "#app/domain/matter/address.ts";
import type { DutyKind } from "#db/tables/duty.ts";
import type { MatterKind } from "#db/tables/matter.ts";
import { DueBadge } from "../due-badge.tsx";
import { KIND_PARTS } from "../kinds.tsx";
import { useFormat } from "../use-format.ts";
import { InterimNote } from "./interim-note.tsx";
import { isAnyVerdict, type VerdictCounts } from "./verdicts.tsx";

export interface DutyItem {
  id: number;
  kind: DutyKind;
  /** The office's name in the page's language. */
  office: string;
  openedAt: string;
  dueAt: string;
  metAt: string | null;
  replies: number;
  /** The day on which the next reply is promised; null: none is. */
  nextDate: string | null;
  /** How those who stand behind the matter judge the reply. */
  answered: VerdictCounts;
  /** The law asks for it: it is met by an act, not by a reply. */
  byLaw: boolean;
  article: string | null;
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
              <DueBadge dueAt={duty.dueAt} metAt={duty.metAt} byLaw={duty.byLaw} />
              <WhoOwes duty={duty} />
            </div>
            <Heading className="duty-title">
              <Link to={to ? to(duty) : matterPath(duty.matter)} prefetch="intent">
                {duty.matter.title}
              </Link>
            </Heading>
            <InterimNote nextDate={duty.nextDate} />
            <CameFrom duty={duty} />
            <Judged counts={duty.answered} />
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
function CameFrom({ duty: { matter, openedAt, replies, byLaw, article } }: { duty: DutyItem }) {
  const { t } = useTranslation(["duties", "common"]);
  const format = useFormat();
  const count = { count: matter.supportCount, amount: format.number(matter.supportCount) };
  const supports = t(KIND_PARTS[matter.kind].countText, count);
  if (byLaw) {
    return (
      <p className="duty-why">
        {supports} · {t("beganOn", { date: format.shortDate(openedAt) })}
        {article && (
          <>
            {" "}
            · <span lang="ko">{article}</span>
          </>
        )}
      </p>
    );
  }
  return (
    <p className="duty-why">
      {supports} · {t("openedOn", { date: format.shortDate(openedAt) })}
      {replies > 1 && <> · {t("versions", { count: replies, amount: format.number(replies) })}</>}
    </p>
  );
}

function Judged({ counts }: { counts: VerdictCounts }) {
  const { t } = useTranslation("duties");
  const format = useFormat();
  if (!isAnyVerdict(counts)) return null;
  const { yes, partly, no } = counts;
  const said = { yes: format.number(yes), partly: format.number(partly), no: format.number(no) };
  return <p className="duty-why">{t("answered.list", said)}</p>;
}

function DutyDate({ duty: { dueAt, metAt, byLaw } }: { duty: DutyItem }) {
  const { t } = useTranslation("duties");
  const format = useFormat();
  const label = byLaw ? t(metAt ? "doneOn" : "lawDueOn") : t(metAt ? "answeredOn" : "dueOn");
  return (
    <p className="duty-date">
      <span className="duty-date-label">{label}</span>
      <time dateTime={metAt ?? dueAt}>{format.date(metAt ?? dueAt)}</time>
      {metAt && <span className="duty-date-label">{t("dueWas", { date: format.shortDate(dueAt) })}</span>}
    </p>
  );
}
