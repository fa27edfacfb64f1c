import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { readFrontPage } from "#app/domain/views/read-front-page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { Answers } from "./answers.tsx";
import { frontPageOf } from "./front-page.server.ts";
import { Hero } from "./hero.tsx";
import { Hot } from "./hot.tsx";
import { Join } from "./join.tsx";
import { Journey } from "./journey.tsx";
import { QuickStrip } from "./quick-strip.tsx";
import { StatRow } from "./stat-row.tsx";

await loadTexts("visitor");

/** The first page: what this is, what moves, what was answered and what is owed. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const page = await readFrontPage(portal.db, directory, language, portal.clock.now());
  const t = translator(language, directory.space.kind);
  return {
    ...frontPageOf(page, directory, language),
    hasDistricts: directory.districts.length > 0,
    meta: {
      title: "",
      description: t("common:site.description", { space: directory.space.name[language] }),
    },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Home() {
  const { t } = useTranslation("home");
  const page = useLoaderData<typeof loader>();
  const { featured, join, answered, owed } = page;
  // Empty sections would only say many times that the city has just begun.
  const bare = featured === null && [join, answered, owed].every(({ length }) => length === 0);
  return (
    <>
      <Hero
        title={t("hero.title")}
        lead={t("hero.lead")}
        action={
          <LinkButton size="xlarge" to="/proposals/new">
            {t("hero.write")}
          </LinkButton>
        }
      >
        {!bare && <StatRow counts={page.counts} />}
      </Hero>
      <Journey rules={page.rules} />
      {bare ? (
        <div className="band">
          <div className="inner">
            <EmptyState title={t("bare.title")}>{t("bare.text")}</EmptyState>
          </div>
        </div>
      ) : (
        <>
          <Hot featured={featured} rising={page.rising} hasDistricts={page.hasDistricts} />
          <Join join={join} />
          <Answers answered={answered} owed={owed} />
        </>
      )}
      <QuickStrip />
    </>
  );
}
