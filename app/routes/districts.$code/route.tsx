import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { FollowButton } from "#app/components/follow-button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { readNeighbourhood } from "#app/domain/views/read-neighbourhood.ts";
import { readPage } from "#app/doors/page.ts";
import { driveItemsOf } from "#app/doors/pages/drive-items.ts";
import { followingOf } from "#app/doors/pages/following.ts";
import { pollItemsOf } from "#app/doors/pages/poll-items.ts";
import { proposalItemsOf } from "#app/doors/pages/proposal-items.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { DistrictNumbers } from "./district-numbers.tsx";
import { DistrictPlace } from "./district-place.tsx";
import { DistrictProposals } from "./district-proposals.tsx";
import { OwnButton } from "./own-button.tsx";
import { UnderWay } from "./under-way.tsx";

await loadTexts("local", "polled", "follower");

/** A district: what goes on there, and what was answered. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const code = params.code ?? "";
  const found = await readPage(() =>
    readNeighbourhood(portal.db, directory, code, language, portal.clock.now()),
  );
  const { open, answered, placed, polls, drives, ...rest } = found;
  const name = labelsOf(directory, language).district(code) ?? code;
  const t = translator(language, directory.space.kind);
  const items = (proposals: typeof open) => proposalItemsOf(proposals, directory, language);
  return {
    ...rest,
    space: directory.space.code,
    code,
    name,
    open: items(open),
    answered: items(answered),
    marked: placed.length,
    polls: pollItemsOf(polls, directory, language),
    drives: driveItemsOf(drives, directory, language),
    districts: directory.districts.map((district) => ({
      code: district.code,
      name: district.name[language],
    })),
    following: await followingOf(context, "district", code),
    meta: { title: t("place:district.title", { name }), description: t("place:district.lead") },
  };
}

export type DistrictPageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function DistrictPage() {
  const { t } = useTranslation("place");
  const page = useLoaderData<typeof loader>();
  const { code, name, following, space } = page;
  const title = t("district.title", { name });
  return (
    <div className="page district-page">
      <PageHeader
        title={title}
        lead={t("district.lead")}
        crumbs={[{ label: t("district.crumb"), to: "/neighbourhood" }, { label: name }]}
        below={
          <div className="cluster tight">
            <FollowButton target="district" code={code} name={name} following={following} />
            <OwnButton space={space} code={code} />
          </div>
        }
      />
      <div className="map-columns">
        <div className="map-side">
          <DistrictPlace {...page} />
          <DistrictNumbers {...page} />
        </div>
        <div>
          <DistrictProposals {...page} />
          <UnderWay {...page} />
        </div>
      </div>
    </div>
  );
}
