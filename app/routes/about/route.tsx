import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { readCurrentRules } from "#app/domain/threshold/current-rules.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { Accessibility } from "./accessibility.tsx";
import { Honesty } from "./honesty.tsx";
import { Journey } from "./journey.tsx";
import { OpenApi } from "./open-api.tsx";
import { Privacy } from "./privacy.tsx";
import { WhoMay } from "./who-may.tsx";

await loadTexts("newcomer");

const SECTIONS = ["journey", "who", "honesty", "privacy", "accessibility", "api"] as const;

/** How it works, with the numbers that hold today. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const t = translator(language, directory.space.kind);
  return {
    meta: { title: t("about:title"), description: t("about:lead") },
    space: directory.space.name[language],
    rules: await readCurrentRules(portal.db, directory.space.id),
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function About() {
  const { t } = useTranslation("about");
  const { space, rules } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        crumbs={[{ label: t("title") }]}
        actions={<LinkButton to="/proposals">{t("browse")}</LinkButton>}
      />
      <div className="about">
        <nav className="about-contents" aria-label={t("contents")}>
          <ul>
            {SECTIONS.map((section) => (
              <li key={section}>
                <a href={`#${section}`}>{t(`${section}.title`)}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="about-text">
          <Journey rules={rules} />
          <WhoMay />
          <Honesty />
          <Privacy space={space} />
          <Accessibility />
          <OpenApi />
        </div>
      </div>
    </div>
  );
}
