import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { StatuteView } from "#app/domain/kinds/drive/law-view.ts";
import { StatuteNumber } from "./statute-number.tsx";
import { useLawWords } from "./use-law-words.ts";
import { WindowsLine } from "./windows-line.tsx";

/** One kind of drive: what it is, who may sign, how many must, by when what is done, and where all this stands. */
export function StatuteSection({ statute }: { statute: StatuteView }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  const words = useLawWords();
  const { code, name, summary, article, version, publishedAt, eligibility, requests, exclusions, sources } =
    statute;
  return (
    <section className="section statute" aria-labelledby={code}>
      <h2 className="h-section" id={code}>
        {name}
      </h2>
      <p className="statute-lead">{summary}</p>
      <p className="muted small">
        <span lang="ko">{article}</span>
        {publishedAt && ` · ${t("version", { version, date: format.date(publishedAt) })}`}
      </p>
      <div className="statute-facts">
        <div className="panel">
          <h3 className="h-sub">{t("number")}</h3>
          <StatuteNumber statute={statute} />
        </div>
        <div className="panel">
          <h3 className="h-sub">{t("card.who")}</h3>
          <p>{words.who(eligibility)}</p>
          {requests.length > 1 && (
            <p className="muted">
              {t("requests", { list: requests.map((request) => request.name).join(" · ") })}
            </p>
          )}
          <p className="muted">
            {t(`certification.${statute.certification}`)} {t("keep", { years: statute.keepYears })}
          </p>
        </div>
      </div>
      <h3 className="h-sub">{t("windows")}</h3>
      <WindowsLine steps={statute.steps} name={name} />
      <p className="muted small">{t("lastDay")}</p>
      {statute.pausesForElections && <p className="muted small">{t("pauses")}</p>}
      {exclusions.length > 0 && (
        <details className="law-details">
          <summary>{t("exclusions", { count: exclusions.length, amount: exclusions.length })}</summary>
          <ul className="plain-list">
            {exclusions.map(({ code: key, explanation }) => (
              <li key={key}>{explanation}</li>
            ))}
          </ul>
        </details>
      )}
      <details className="law-details">
        <summary>{t("sources", { count: sources.length, amount: sources.length })}</summary>
        <dl className="law-sources">
          {sources.map(({ article: where, url, says }) => (
            <div key={where}>
              <dt lang="ko">{url ? <a href={url}>{where}</a> : where}</dt>
              <dd lang="ko">{says}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
