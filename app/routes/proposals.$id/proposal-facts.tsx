import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CategoryIcon } from "#app/components/category-art.tsx";
import { CalendarIcon, ClockIcon, OfficeIcon, PlaceIcon, UserIcon } from "#app/components/icons.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ProposalPageData } from "./proposal-page.server.ts";

/** Who, where, when, and which office it concerns. */
export function ProposalFacts({ proposal }: { proposal: ProposalPageData }) {
  const { t } = useTranslation("proposals");
  const { t: common } = useTranslation();
  const { state, authorName, category, district, office, imported } = proposal;
  const ended = state === "withdrawn" ? (proposal.endedAt ?? proposal.closesAt) : proposal.closesAt;
  return (
    <dl className="proposal-facts">
      <Fact name={t("facts.author")} icon={<UserIcon size={16} />}>
        {imported ? t("facts.importedAuthor") : authorName}
      </Fact>
      <Fact name={t("facts.category")} icon={<CategoryIcon code={category.code} size={16} />}>
        <Link className="text-link" to={`/proposals?category=${category.code}`}>
          {category.label}
        </Link>
      </Fact>
      <Fact name={t("facts.district")} icon={<PlaceIcon size={16} />}>
        {district ?? common("card.wholeCity")}
      </Fact>
      <Fact name={t("facts.opened")} icon={<CalendarIcon size={16} />}>
        <Day at={proposal.openedAt} />
      </Fact>
      {office && !imported && (
        <Fact wide name={t("facts.office")} icon={<OfficeIcon size={16} />}>
          {office}
        </Fact>
      )}
      <Fact wide name={t(`facts.end.${state}`)} icon={<ClockIcon size={16} />}>
        <span className="fact-said">{t(`facts.end.${state}`)} </span>
        <Day at={ended} />
        {state === "open" && <DaysLeft closesAt={proposal.closesAt} />}
      </Fact>
    </dl>
  );
}

interface FactProps {
  name: string;
  /** Stands for the name where there is little room. */
  icon: ReactNode;
  /** It may be long: a line of its own there. */
  wide?: boolean;
  children: ReactNode;
}

/** Each has a line that is as high before its letters are there as after: what follows does not move. */
function Fact({ name, icon, wide = false, children }: FactProps) {
  return (
    <div className={wide ? "is-wide" : undefined}>
      <dt>{name}</dt>
      <dd>
        {icon} {children}
      </dd>
    </div>
  );
}

function Day({ at }: { at: string }) {
  const format = useFormat();
  return <time dateTime={at}>{format.date(at)}</time>;
}

function DaysLeft({ closesAt }: { closesAt: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const days = format.daysUntil(closesAt);
  const said =
    days <= 0 ? t("card.closesToday") : t("card.closesIn", { count: days, amount: format.number(days) });
  return <span className="muted"> ({said})</span>;
}
