import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import type { FieldFault } from "#app/domain/errors.ts";
import { readAccessLog } from "#app/domain/kinds/drive/access-log.ts";
import { clerkDriveOf } from "#app/domain/kinds/drive/clerk-drive-view.ts";
import { isListAsHandedIn } from "#app/domain/kinds/drive/hand-in.ts";
import { readRecipients } from "#app/domain/kinds/drive/list-recipients.ts";
import { readClerkDrive } from "#app/domain/kinds/drive/read-clerk-drive.ts";
import { requireFreshFor } from "#app/doors/fresh.ts";
import { idParam } from "#app/doors/id-param.ts";
import { pathOf, readPageAs } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { AccessLog, ExportForm, FrozenLists } from "./list-parts.tsx";
import { looksOf } from "./looks.server.ts";

await loadTexts("clerk");

const MOST_LOOKS = 200;

/** The list: as it was handed in, the way to take it out, and who looked at it. */
export function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  return readPageAs(args, { permission: "drive.read-personal" }, async ({ viewer }) => {
    const id = idParam(params.id);
    await requireFreshFor(args, "export", pathOf(request));
    const { portal, language } = context;
    const { db } = portal;
    const found = await readClerkDrive(db, context.directory.space.id, id);
    const deleted = found.drive.data_deleted_at;
    const [looks, recipients, asHandedIn] = await Promise.all([
      readAccessLog(db, id, MOST_LOOKS),
      readRecipients(db, context.directory.space.id, viewer.personId),
      deleted ? null : isListAsHandedIn(db, id),
    ]);
    const t = translator(language, context.directory.space.kind);
    return {
      drive: clerkDriveOf(found, viewer.personId, context),
      asHandedIn,
      deletedAt: deleted?.toISOString() ?? null,
      looks: looksOf(looks, context),
      recipients: recipients.flatMap(({ id: value, name, fingerprint, confirmedAt }) =>
        confirmedAt ? [{ value: String(value), label: name, hint: fingerprint }] : [],
      ),
      fault: faultOf(new URL(request.url).searchParams.get("fault")),
      meta: { title: t("clerk:tabs.list"), description: found.drive.title },
    };
  });
}

/** What the export did not accept comes back in the address: its answer would have been a file. */
function faultOf(said: string | null): FieldFault | null {
  if (said === "recipient") return { field: "recipient", code: "unknown-choice" };
  return said === "purpose" || said === "format" ? { field: said, code: "required" } : null;
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function ClerkList() {
  const { t } = useTranslation("clerk");
  const { drive, asHandedIn, deletedAt, looks, recipients, fault } = useLoaderData<typeof loader>();
  const { summary, errorsOf } = useRefusal(fault && { code: "invalid-input", faults: [fault] }, {
    recipient: { id: "recipient", label: t("export.recipient") },
    purpose: { id: "purpose", label: t("purpose.label") },
    format: { id: "format", label: t("export.format") },
  });
  return (
    <>
      <ErrorSummary errors={summary} />
      <FrozenLists lists={drive.frozen} asHandedIn={asHandedIn} />
      {deletedAt ? (
        <Notice>{t("export.deleted")}</Notice>
      ) : (
        <ExportForm driveId={drive.id} recipients={recipients} errorsOf={errorsOf} />
      )}
      <AccessLog looks={looks} />
    </>
  );
}
