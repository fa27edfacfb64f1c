import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { spacePath } from "#app/domain/space/address.ts";
import { readSpaces } from "#app/domain/views/read-spaces.ts";
import { readPage } from "#app/doors/page.ts";
import { translator } from "#app/i18n/server.ts";

const PAGE_SIZE = 50;

/** Every space of the portal, and the way into each. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const cursor = new URL(request.url).searchParams.get("cursor");
  const page = await readPage(() => readSpaces(portal.db, cursor, PAGE_SIZE));
  const t = translator(language, directory.space.kind);
  return {
    here: directory.space.code,
    spaces: page.items.map(({ code, kind, name, prefix }) => ({
      code,
      kind,
      name: name[language],
      address: spacePath(prefix, "/"),
    })),
    next: page.next,
    meta: { title: t("common:spaces.title"), description: t("common:spaces.lead") },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Spaces() {
  const { t } = useTranslation();
  const { here, spaces, next } = useLoaderData<typeof loader>();
  return (
    <div className="page-narrow">
      <PageHeader title={t("spaces.title")} lead={t("spaces.lead")} crumbs={[{ label: t("spaces.title") }]} />
      <ul className="space-links">
        {spaces.map(({ code, kind, name, address }) => (
          <li key={code}>
            {/* Another space is another document: its pages have a router of their own. */}
            <a href={address} aria-current={code === here ? "true" : undefined}>
              <strong>{name}</strong>
              <span className="small muted">
                {t(`spaceKind.${kind}`)}
                {code === here && ` · ${t("spaces.here")}`}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <Pagination next={next} />
    </div>
  );
}
