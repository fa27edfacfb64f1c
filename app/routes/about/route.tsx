import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { LongPage } from "#app/components/long-page.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { readCurrentRules } from "#app/domain/threshold/current-rules.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { Honesty } from "./honesty.tsx";
import { Journey } from "./journey.tsx";
import { OpenApi } from "./open-api.tsx";
import { WhoMay } from "./who-may.tsx";

await loadTexts("newcomer");

const SECTIONS = ["journey", "who", "honesty", "api"] as const;

/** How it works, with the numbers that hold today. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const t = translator(language, directory.space.kind);
  return {
    meta: { title: t("about:title"), description: t("about:lead") },
    rules: await readCurrentRules(portal.db, directory.space.id),
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function About() {
  const { t } = useTranslation("about");
  const { rules } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        crumbs={[{ label: t("title") }]}
        actions={<LinkButton to="/proposals">{t("browse")}</LinkButton>}
      />
      <LongPage contents={t("contents")} sections={SECTIONS.map((id) => ({ id, title: t(`${id}.title`) }))}>
        <Journey rules={rules} />
        <WhoMay />
        <Honesty />
        <OpenApi />
      </LongPage>
    </div>
  );
}
