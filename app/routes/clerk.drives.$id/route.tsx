import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { readClerkDriveHead } from "#app/domain/kinds/drive/read-clerk-drive.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPageAs } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { DriveHeader } from "./drive-header.tsx";

await loadTexts("follower", "clerk");

/** What the pages of a drive on the clerk's desk have in common. No guard of theirs: each asks for itself. */
export function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  return readPageAs(args, { permission: "drive.decide" }, async () => {
    const { drive, doubtful, objections } = await readClerkDriveHead(
      context.portal.db,
      context.directory.space.id,
      idParam(params.id),
    );
    return {
      id: drive.matter_id,
      title: drive.title,
      kind: drive.definition.name[context.language],
      state: drive.state,
      doubtful,
      objections,
    };
  });
}

export { revalidateAfterConflict as shouldRevalidate } from "#app/components/revalidate.ts";

export default function ClerkDriveLayout() {
  const drive = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <DriveHeader drive={drive} />
      <Outlet />
    </div>
  );
}
