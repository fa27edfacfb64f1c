import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { SearchBox } from "#app/components/search/search-box.tsx";
import { readFrontPage } from "#app/domain/views/read-front-page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { frontPageOf } from "./front-page.server.ts";
import { Hero } from "./hero.tsx";
import { Journey } from "./journey.tsx";
import { QuickStrip } from "./quick-strip.tsx";
import { Sections } from "./sections.tsx";

await loadTexts("visitor", "polled", "follower");

/** The first page: what this is, what moves, what was answered and what is owed. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const page = await readFrontPage(portal.db, directory, language, portal.clock.now());
  const t = translator(language, directory.space.kind);
  return {
    ...frontPageOf(page, directory, language),
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
  // Empty sections would only say six times that the city has just begun.
  const bare = [
    page.hot,
    page.closest,
    page.drives,
    page.votes,
    page.polls,
    page.answered,
    page.owed,
    page.forums,
  ].every(({ length }) => length === 0);
  return (
    <>
      <Hero
        title={t("hero.title")}
        lead={t("hero.lead")}
        search={<SearchBox look="quiet" label={t("search")} />}
        actions={
          <>
            <LinkButton size="xlarge" to="/proposals/new">
              {t("hero.write")}
            </LinkButton>
            <LinkButton size="xlarge" look="tertiary" to="/proposals">
              {t("hero.browse")}
            </LinkButton>
          </>
        }
      >
        <Journey rules={page.rules} />
      </Hero>
      {bare ? (
        <div className="band">
          <div className="inner">
            <EmptyState title={t("bare.title")}>{t("bare.text")}</EmptyState>
          </div>
        </div>
      ) : (
        <Sections {...page} />
      )}
      <QuickStrip />
    </>
  );
}
