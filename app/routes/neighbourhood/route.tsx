import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, type MetaFunction, useLoaderData, useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useNeighbourhood } from "#app/components/map/own-neighbourhood.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("local");

/** Leads to the district that a reader was verified to live in; else to the one that their browser knows, or to all. */
export function loader({ context }: LoaderFunctionArgs) {
  const { directory, language, viewer } = context;
  const own = directory.districts.find(({ code }) => code === viewer?.district);
  if (own) throw redirect(`/districts/${own.code}`);
  const t = translator(language, directory.space.kind);
  return {
    space: directory.space.code,
    districts: directory.districts.map(({ code, name }) => ({ code, name: name[language] })),
    meta: { title: t("place:mine.title"), description: t("place:mine.lead") },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Neighbourhood() {
  const { t } = useTranslation("place");
  const { space, districts } = useLoaderData<typeof loader>();
  const chosen = useNeighbourhood(space);
  const navigate = useNavigate();
  const known = districts.find(({ code }) => code === chosen)?.code;
  useEffect(() => {
    if (known !== undefined) navigate(`/districts/${known}`, { replace: true });
  }, [known, navigate]);
  return (
    <div className="page-narrow">
      <PageHeader title={t("mine.title")} lead={t("mine.lead")} crumbs={[{ label: t("district.crumb") }]} />
      {districts.length === 0 ? (
        <EmptyState
          title={t("mine.none")}
          action={
            <LinkButton look="secondary" to="/proposals">
              {t("mine.all")}
            </LinkButton>
          }
        >
          {t("mine.noneText")}
        </EmptyState>
      ) : (
        <ul className="district-list is-large">
          {districts.map(({ code, name }) => (
            <li key={code}>
              <Link className="text-link" to={`/districts/${code}`}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
