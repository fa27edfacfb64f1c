import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { DrivePage } from "#app/components/drive/drive-page.tsx";
import { WithdrawnNotice } from "#app/components/drive/withdrawn-notice.tsx";
import { pageMeta, rootOf } from "#app/components/page-meta.ts";
import { readDrive } from "#app/domain/drive/read-drive.ts";
import { drivePageOf } from "#app/http/drive-page.ts";
import { idParam } from "#app/http/id-param.ts";
import { readPage } from "#app/http/page.ts";
import { relatedItemsOf } from "#app/http/related-items.ts";
import { plainExcerpt } from "#app/platform/markdown.ts";

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
