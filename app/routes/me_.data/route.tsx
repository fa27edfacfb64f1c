import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useSpacePath } from "#app/components/space-path.ts";
import { OWN_PARTS, readOwnData } from "#app/domain/views/own-data.ts";
import { requireFresh } from "#app/doors/fresh.ts";
import { takeLimits } from "#app/doors/guard.ts";
import { readPageAs } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { Fields, OwnPartFold } from "./own-part.tsx";
import { storedFieldsOf } from "./stored-value.server.ts";

await loadTexts("member", "own");

/** Everything that is stored of a person, to be read by them. */
export function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  return readPageAs(args, { permission: "signed-in" }, async ({ viewer, now }) => {
    await requireFresh(args, "/me/data");
    await takeLimits(context, viewer, "own-data");
    const { person, ...parts } = await readOwnData(context.portal.signing, viewer.personId, now);
    const t = translator(context.language, context.directory.space.kind);
    return {
      person: storedFieldsOf(person, context),
      parts: OWN_PARTS.map((part) => ({
        part,
        rows: parts[part].map((row) => storedFieldsOf(row, context)),
      })),
      meta: { title: t("data:title"), description: t("data:lead") },
    };
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function OwnDataPage() {
  const { t } = useTranslation("data");
  const within = useSpacePath();
  const { person, parts } = useLoaderData<typeof loader>();
  const { t: me } = useTranslation("me");
  const filled = parts.filter(({ rows }) => rows.length > 0);
  const empty = parts.filter(({ rows }) => rows.length === 0);
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        crumbs={[{ label: me("title"), to: "/me" }, { label: t("title") }]}
      />
      <p>
        <a className="krds-btn secondary medium" href={within("/me/data.json")} download>
          {t("download")}
        </a>
      </p>
      <section className="section" aria-labelledby="person">
        <h2 className="h-section" id="person">
          {t("part.person")}
        </h2>
        <Fields fields={person} wide />
      </section>
      <section className="section stack" aria-labelledby="parts">
        <h2 className="h-section" id="parts">
          {t("parts")}
        </h2>
        {filled.map(({ part, rows }) => (
          <OwnPartFold key={part} part={part} rows={rows} />
        ))}
        {empty.length > 0 && (
          <p className="small muted">
            {t("empty", { parts: empty.map(({ part }) => t(`part.${part}`)).join(", ") })}
          </p>
        )}
      </section>
      <div className="section stack loose">
        <p>
          <Link className="text-link" to="/privacy">
            {t("kept")}
          </Link>
        </p>
        <p>
          <Link className="text-link" to="/me/leave">
            {t("leave.title")}
          </Link>
        </p>
      </div>
    </div>
  );
}
