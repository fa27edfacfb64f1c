import type { LoaderFunctionArgs } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Link,
  type MetaFunction,
  useLoaderData,
  useRouteError,
} from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { PinsMap } from "#app/components/map/pins-map.tsx";
import { PlacedList } from "#app/components/map/placed-list.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { UnknownFilter } from "#app/components/unknown-filter.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { readMap } from "#app/domain/views/read-map.ts";
import { readPage } from "#app/doors/page.ts";
import { proposalItemsOf } from "#app/doors/pages/proposal-items.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("local");

/** What is proposed where. Every choice is in the address. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const parameters = new URL(request.url).searchParams;
  const { proposals, about, ...map } = await readPage(() =>
    readMap(portal.db, directory, parameters, language, portal.clock.now()),
  );
  const t = translator(language, directory.space.kind);
  const nameOf = new Map(directory.districts.map(({ code, name }) => [code, name[language]]));
  return {
    ...map,
    proposals: proposalItemsOf(proposals, directory, language),
    districts: about.map((row) => ({ ...row, name: nameOf.get(row.code) ?? row.code })),
    categories: directory.categories.map(({ code, name }) => ({ value: code, label: name[language] })),
    meta: { title: t("place:map.title"), description: t("place:map.lead") },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

type MapData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function MapPage() {
  const { t } = useTranslation("place");
  const page = useLoaderData<typeof loader>();
  const { drawing, view, pins, districts, categories, chosen } = page;
  return (
    <div className="page map-page">
      <PageHeader title={t("map.title")} lead={t("map.lead")} crumbs={[{ label: t("map.title") }]} />
      <FilterBar
        filters={[
          { name: "category", label: t("map.category"), value: chosen.category ?? "", choices: categories },
          {
            name: "district",
            label: t("map.district"),
            value: chosen.district ?? "",
            choices: districts.map(({ code, name }) => ({ value: code, label: name })),
          },
        ]}
      />
      <p>
        <Link className="text-link" to={listPath(chosen)}>
          {t("map.list")}
        </Link>
      </p>
      {drawing && view ? (
        <div className="map-columns">
          <div className="map-side">
            <PinsMap
              drawing={drawing}
              view={view}
              pins={pins}
              districts={districts}
              chosen={chosen.district}
              districtPath={(code) => mapPath({ ...chosen, district: code })}
            />
            <p className="small muted">
              {t("map.beside")} {t("map.place")}
            </p>
            {chosen.district !== undefined && (
              <p>
                <Link
                  className="text-link"
                  to={mapPath({ ...chosen, district: undefined })}
                  preventScrollReset
                >
                  {t("map.whole")}
                </Link>
              </p>
            )}
            <DistrictList {...page} />
          </div>
          <Placed {...page} />
        </div>
      ) : (
        <>
          <EmptyState
            title={t("map.noMap")}
            action={
              <LinkButton look="secondary" to={listPath(chosen)}>
                {t("map.list")}
              </LinkButton>
            }
          >
            {t("map.noMapText")}
          </EmptyState>
          <DistrictList {...page} />
        </>
      )}
    </div>
  );
}

/** The pins in words. */
function Placed({ proposals, more, districts, chosen }: MapData) {
  const { t } = useTranslation("place");
  const format = useFormat();
  const name = districts.find(({ code }) => code === chosen.district)?.name;
  const count = proposals.length;
  return (
    <section className="section map-list" aria-labelledby="placed">
      <h2 className="h-section" id="placed">
        {name === undefined ? t("map.proposals") : t("map.of", { name })}
      </h2>
      {more && <p className="small muted">{t("map.more", { count, amount: format.number(count) })}</p>}
      {count > 0 ? (
        <PlacedList proposals={proposals} />
      ) : (
        <EmptyState
          title={t("map.none")}
          action={
            <LinkButton look="secondary" to="/proposals/new">
              {t("map.write")}
            </LinkButton>
          }
        >
          {t("map.noneText")}
        </EmptyState>
      )}
    </section>
  );
}

function DistrictList({ districts }: Pick<MapData, "districts">) {
  const { t } = useTranslation("place");
  const format = useFormat();
  if (districts.length === 0) return null;
  return (
    <section className="section" aria-labelledby="districts">
      <h2 className="h-section" id="districts">
        {t("map.districts")}
      </h2>
      <ul className="district-list">
        {districts.map(({ code, name, proposals }) => (
          <li key={code}>
            <Link className="text-link" to={`/districts/${code}`}>
              {name}
            </Link>{" "}
            <span className="small muted">
              {t("map.about", { count: proposals, amount: format.number(proposals) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Chosen = { category?: string | undefined; district?: string | undefined };

const withChoices = (path: string, { category, district }: Chosen) => {
  const query = new URLSearchParams({ ...(category && { category }), ...(district && { district }) });
  return query.size > 0 ? `${path}?${query}` : path;
};
const mapPath = (chosen: Chosen) => withChoices("/map", chosen);
const listPath = (chosen: Chosen) => withChoices("/proposals", chosen);

/** A choice that does not exist here, such as one from an old link: nobody's fault, and a way on. */
export function ErrorBoundary() {
  const error = useRouteError();
  return isRouteErrorResponse(error) && error.status === 422 ? (
    <UnknownFilter page="/map" />
  ) : (
    <ErrorPage error={error} />
  );
}
