import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useFormat } from "#app/components/use-format.ts";
import { readRuleHistory } from "#app/domain/threshold/read-rules.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { RuleHistory } from "./rule-history.tsx";
import { RuleJourney } from "./rule-journey.tsx";

await loadTexts("visitor");

/** The rules that tie numbers to duties, and every version they ever had. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const t = translator(language, directory.space.kind);
  return {
    versions: await readRuleHistory(portal.db, directory.space.id),
    meta: { title: t("rules:title"), description: t("rules:lead") },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Rules() {
  const { t } = useTranslation("rules");
  const format = useFormat();
  const { versions } = useLoaderData<typeof loader>();
  const [current] = versions;
  return (
    <div className="page">
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: t("title") }]} />
      {current ? (
        <section className="section" aria-labelledby="rules-now">
          <h2 className="h-section" id="rules-now">
            {t("now.heading")}
          </h2>
          <p className="muted rules-since">
            {t("now.since", { version: current.version, date: format.date(current.publishedAt) })}
          </p>
          <RuleJourney openDays={current.openDays} rules={current.rules} />
          <p className="rules-keep">{t("keep")}</p>
        </section>
      ) : (
        <EmptyState title={t("empty")} />
      )}
      {versions.length > 0 && (
        <section className="section" aria-labelledby="rules-history">
          <h2 className="h-section" id="rules-history">
            {t("history.heading")}
          </h2>
          <RuleHistory versions={versions} />
          <p>
            <Link className="text-link" to="/ledger">
              {t("history.ledger")}
            </Link>
          </p>
        </section>
      )}
    </div>
  );
}
