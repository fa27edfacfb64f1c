import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
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
      <Fact plain name={t("facts.author")}>
        {imported ? t("facts.importedAuthor") : authorName}
      </Fact>
      <Fact plain name={t("facts.category")}>
        <Link className="text-link" to={`/proposals?category=${category.code}`}>
          {category.label}
        </Link>
      </Fact>
      <Fact plain name={t("facts.district")}>
        {district ?? common("card.wholeCity")}
      </Fact>
      {office && !imported && (
        <Fact plain name={t("facts.office")}>
          {office}
        </Fact>
      )}
      <Fact name={t("facts.opened")}>
        <Day at={proposal.openedAt} />
      </Fact>
      <Fact name={t(`facts.end.${state}`)}>
        <Day at={ended} />
        {state === "open" && <DaysLeft closesAt={proposal.closesAt} />}
      </Fact>
    </dl>
  );
}

/** @param plain on a phone its name goes without saying */
function Fact({ name, plain = false, children }: { name: string; plain?: boolean; children: ReactNode }) {
  return (
    <div className={plain ? "is-plain" : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
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
