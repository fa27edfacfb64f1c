import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { StatuteSection } from "#app/components/law/statute-section.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useFormat } from "#app/components/use-format.ts";
import { lawOf } from "#app/domain/kinds/drive/law-view.ts";
import { readLaw } from "#app/domain/kinds/drive/read-law.ts";
import { may } from "#app/domain/person/permissions.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { ElectorateTable } from "./electorate-table.tsx";

await loadTexts("law");

/** The law that drives go by, as data: who, how many, by when, and where each number comes from. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { portal, directory, language, viewer } = context;
  const law = await readLaw(portal.db, directory.space.id, portal.clock.now());
  const t = translator(language, directory.space.kind);
  return {
    meta: { title: t("law:title"), description: t("law:lead") },
    ...lawOf(law, context),
    mayPublish: may(viewer, "statute.publish", { space: directory.space.id }),
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Statutes() {
  const { t } = useTranslation("law");
  const format = useFormat();
  const { statutes, electorate, elections, daysOff, mayPublish } = useLoaderData<typeof loader>();
  const day = (value: string) => format.date(`${value}T00:00:00+09:00`);
  return (
    <div className="page">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        crumbs={[{ label: t("crumb"), to: "/drives" }, { label: t("title") }]}
        actions={
          mayPublish && (
            <LinkButton look="secondary" size="medium" to="/operator/statutes">
              {t("publish")}
            </LinkButton>
          )
        }
      />
      {statutes.length === 0 ? (
        <EmptyState title={t("empty")} />
      ) : (
        <nav className="law-contents" aria-label={t("kinds")}>
          <ul>
            {statutes.map(({ code, name }) => (
              <li key={code}>
                <a className="text-link" href={`#${code}`}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {statutes.map((statute) => (
        <StatuteSection key={statute.code} statute={statute} />
      ))}
      {electorate && <ElectorateTable electorate={electorate} />}
      {elections.length > 0 && (
        <section className="section" aria-labelledby="elections">
          <h2 className="h-section" id="elections">
            {t("elections")}
          </h2>
          <p className="muted">{t("electionsText")}</p>
          <ul className="plain-list">
            {elections.map(({ id, name, from, until }) => (
              <li key={id}>
                {name}: {t("fromUntil", { from: day(from), until: day(until) })}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="section" aria-labelledby="days-off">
        <h2 className="h-section" id="days-off">
          {t("daysOff")}
        </h2>
        <p className="muted">{t("daysOffText", { first: daysOff.first, last: daysOff.last })}</p>
        {daysOff.added.length === 0 ? (
          <p>{t("noDaysOff")}</p>
        ) : (
          <ul className="plain-list">
            {daysOff.added.map(({ day: date, name }) => (
              <li key={date}>
                {day(date)}: {name}
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
