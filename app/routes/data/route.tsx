import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "#app/components/code-block.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useSpacePath } from "#app/components/space-path.ts";
import { DATA_SETS } from "#app/domain/kinds.ts";
import { readDumps } from "#app/domain/views/read-dumps.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { Embedding } from "./embedding.tsx";
import { useExamples } from "./examples.ts";
import { Feeds } from "./feeds.tsx";
import { Files } from "./files.tsx";
import { HowToUse } from "./how-to-use.tsx";

await loadTexts("developer");

/** What everybody may take along, and the ways for programs and other sites to it. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const t = translator(language, directory.space.kind);
  return {
    dumps: await readDumps(portal.db, directory.space.id),
    dataSets: DATA_SETS.map(({ name }) => name),
    meta: { title: t("open:title"), description: t("open:lead") },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

const NOT_IN = ["persons", "hidden", "opinions"] as const;

export default function OpenData() {
  const { t } = useTranslation("open");
  const within = useSpacePath();
  const { dumps, dataSets } = useLoaderData<typeof loader>();
  const { keyed } = useExamples();
  return (
    <div className="page-narrow">
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: t("title") }]} />
      <Files dumps={dumps} dataSets={dataSets} />
      <section className="section" aria-labelledby="not-in">
        <h2 className="h-section" id="not-in">
          {t("notIn.heading")}
        </h2>
        <ul className="check-steps">
          {NOT_IN.map((item) => (
            <li key={item}>{t(`notIn.${item}`)}</li>
          ))}
        </ul>
      </section>
      <HowToUse />
      <section className="section stack" aria-labelledby="api">
        <h2 className="h-section" id="api">
          {t("api.heading")}
        </h2>
        <p>{t("api.text")}</p>
        <ul className="feed-list">
          <li>
            <a className="text-link" href={within("/api/v1/openapi.json")}>
              {t("api.document")}
            </a>
          </li>
          <li>
            <Link className="text-link" to="/me/keys">
              {t("api.keys")}
            </Link>
          </li>
        </ul>
        <CodeBlock label={t("api.curl")} code={keyed} />
      </section>
      <Embedding />
      <Feeds />
    </div>
  );
}
