import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmbedCodes } from "#app/components/embed-code.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Who } from "#app/components/poll/who.tsx";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";
import { chartFrame } from "#app/domain/views/embeds.ts";
import type { ResultsPageData } from "#app/doors/pages/poll-results.ts";

/** How these numbers came about, and where to take them along. */
export function Method({ page }: { page: ResultsPageData }) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  const here = useMatterHere();
  const within = useSpacePath();
  const charts = page.questions.filter(({ rows }) => rows.length > 0);
  const { opensAt, closesAt, participants, officeName, countedAt } = page;
  return (
    <section className="section stack" aria-labelledby="method">
      <h2 className="h-section" id="method">
        {t("method.heading")}
      </h2>
      <dl className="facts">
        <dt>{t("facts.office")}</dt>
        <dd>{officeName}</dd>
        <dt>{t("facts.when")}</dt>
        <dd>{t("facts.period", { from: format.dateTime(opensAt), to: format.dateTime(closesAt) })}</dd>
        <dt>{t("facts.who")}</dt>
        <dd>
          <Who who={page.who} />
        </dd>
        <dt>{t("method.participants")}</dt>
        <dd className="numeric">{format.number(participants)}</dd>
        {countedAt && (
          <>
            <dt>{t("method.counted")}</dt>
            <dd>{format.dateTime(countedAt)}</dd>
          </>
        )}
        <dt>{t("method.weights")}</dt>
        <dd>{t("method.unweighted")}</dd>
        <dt>{t("method.small")}</dt>
        <dd>{t("method.smallText")}</dd>
      </dl>
      <div className="cluster">
        {countedAt && (
          <a className="krds-btn tertiary medium" href={within(`/polls/${here}/results.pdf`)}>
            {t("method.pdf")}
          </a>
        )}
        <a
          className="krds-btn tertiary medium"
          href={within(`/polls/${here}/results.csv`)}
          rel="nofollow"
          download
        >
          {t("method.csv")}
        </a>
        <a className="krds-btn tertiary medium" href={within(`/api/v1/polls/${page.id}/results`)}>
          {t("method.json")}
        </a>
        <Link className="text-link" to={`/polls/compare?ids=${here}`}>
          {t("method.compare")}
        </Link>
        <Link className="text-link" to={`/polls/${here}`}>
          {t("results.toPoll")}
        </Link>
      </div>
      {charts.length > 0 && (
        <EmbedCodes frames={charts.map(({ id, title }) => ({ path: chartFrame(page.id, id), title }))} />
      )}
    </section>
  );
}
