import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { pageMeta, rootOf } from "#app/components/page-meta.ts";
import { readDrive } from "#app/domain/kinds/drive/read-drive.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPage } from "#app/doors/page.ts";
import { relatedItemsOf } from "#app/doors/pages/related-items.ts";
import { plainExcerpt } from "#app/platform/markdown.ts";
import { drivePageOf } from "./drive-page.server.ts";
import { DrivePage } from "./drive-page.tsx";
import { WithdrawnNotice } from "./withdrawn-notice.tsx";

/** One drive: what it asks for, how far it has come, and the way to sign it. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, viewer, directory, language } = context;
  const id = idParam(params.id);
  const now = portal.clock.now();
  const reader = { personId: viewer?.personId, language };
  const [drive, related] = await Promise.all([
    readPage(() => readDrive(portal.db, id, reader, now)),
    portal.related.of(id, "drive", language, now),
  ]);
  return {
    drive: drivePageOf(drive, directory, language),
    related: relatedItemsOf(related, directory, language),
    withdrawn: viewer !== null && new URL(request.url).searchParams.get("done") === "withdrawn",
    description: plainExcerpt(drive.translation?.summary ?? drive.draft.summary),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, matches, location }) =>
  data
    ? [
        ...pageMeta({
          title: data.drive.title,
          description: data.description,
          path: location.pathname,
          type: "article",
          ...rootOf(matches),
        }),
        // Before its first number a petition is found by its address alone, by search engines neither.
        ...(data.drive.listed ? [] : [{ name: "robots", content: "noindex" }]),
      ]
    : [];

export default function Drive() {
  const { drive, related, withdrawn } = useLoaderData<typeof loader>();
  return (
    <DrivePage
      drive={drive}
      related={related}
      above={withdrawn && !drive.reader.signed ? <WithdrawnNotice /> : undefined}
    />
  );
}
