import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { metaOfPage } from "#app/components/page-meta.ts";
import { getDrive } from "#app/domain/kinds/drive/get-drive.ts";
import { isCollecting } from "#app/domain/kinds/drive/read-drive.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { CollectPage } from "./collect-page.tsx";

await loadTexts("follower");

/** What helps to collect: texts to send, a poster, a badge. For everybody: whoever wants to tell others may. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  const { portal, directory, language } = context;
  const id = await matterParam(args);
  const drive = await readPage(() => getDrive(portal.db, directory.space.id, id));
  const t = translator(language, directory.space.kind);
  return {
    drive: {
      id,
      title: drive.title,
      summary: drive.draft.summary,
      kindName: drive.definition.name[language],
      required: drive.required,
      supportCount: drive.support_count,
      closesAt: drive.closes_at.toISOString(),
      collecting: isCollecting(drive, portal.clock.now()),
    },
    meta: { title: t("drives:collect.title"), description: t("drives:collect.lead") },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Collect() {
  const { drive } = useLoaderData<typeof loader>();
  return <CollectPage drive={drive} />;
}
