import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { Hero } from "#app/components/hero.tsx";
import { AnsweredList } from "#app/components/home/answered-list.tsx";
import { ClosestList } from "#app/components/home/closest-list.tsx";
import { ForumsUnderWay } from "#app/components/home/forums-under-way.tsx";
import { HomeSection } from "#app/components/home/home-section.tsx";
import { HotList } from "#app/components/home/hot-list.tsx";
import { Journey } from "#app/components/home/journey.tsx";
import { OwedList } from "#app/components/home/owed-list.tsx";
import { pageMeta, rootOf } from "#app/components/page-meta.ts";
import { readFrontPage } from "#app/domain/space/read-front-page.ts";
import { frontPageOf } from "#app/http/front-page.ts";
import { translator } from "#app/i18n/server.ts";

/** The first page: what this is, what moves, what was answered and what is owed. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const page = await readFrontPage(portal.db, directory, language, portal.clock.now());
  const t = translator(language);
  return {
    ...frontPageOf(page, directory, language),
    description: t("common:site.description", { space: directory.space.name[language] }),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, matches, location }) =>
  data
    ? pageMeta({ title: "", description: data.description, path: location.pathname, ...rootOf(matches) })
    : [];

export default function Home() {
  const { t } = useTranslation("home");
  const { rules, hot, closest, answered, owed, counts, forums } = useLoaderData<typeof loader>();
  return (
    <>
      <Hero
        title={t("hero.title")}
        lead={t("hero.lead")}
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
        <Journey rules={rules} />
      </Hero>
      <HomeSection id="hot" more="/proposals?sort=agreed">
        <HotList proposals={hot} />
      </HomeSection>
      <HomeSection id="closest" more="/proposals?sort=closest" tinted>
        <ClosestList proposals={closest} />
      </HomeSection>
      <HomeSection id="answered" more="/proposals?status=answered">
        <AnsweredList replies={answered} />
      </HomeSection>
      <HomeSection id="owed" more="/duties" tinted>
        <OwedList duties={owed} counts={counts} />
      </HomeSection>
      <HomeSection id="forums" more="/forums">
        <ForumsUnderWay forums={forums} />
      </HomeSection>
    </>
  );
}
