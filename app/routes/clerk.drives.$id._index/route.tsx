import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AbuseSigns } from "#app/components/clerk/abuse-signs.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseId, parseInput } from "#app/domain/input.ts";
import { dismissAbuseSign } from "#app/domain/kinds/drive/abuse-signs.ts";
import {
  clerkNoteSchema,
  NOTE_LIMITS,
  performAct,
  simpleActSchema,
} from "#app/domain/kinds/drive/clerk-acts.ts";
import { clerkDriveOf } from "#app/domain/kinds/drive/clerk-drive-view.ts";
import { readClerkDrive } from "#app/domain/kinds/drive/read-clerk-drive.ts";
import { homeHere } from "#app/doors/home.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { ActForms } from "./act-forms.tsx";
import { DriveNumbers } from "./drive-numbers.tsx";

await loadTexts("clerk");

/** One drive on the clerk's desk: how it stands, and what can be done next. */
export function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  return readPageAs(args, { permission: "drive.decide" }, async ({ viewer }) => {
    const id = idParam(params.id);
    const { portal, language } = context;
    const found = await readClerkDrive(portal.db, context.directory.space.id, id);
    const t = translator(language, context.directory.space.kind);
    return {
      drive: clerkDriveOf(found, viewer.personId, context),
      limit: NOTE_LIMITS.max,
      meta: { title: t("clerk:title"), description: found.drive.title },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { context, params } = args;
  const id = idParam(params.id);
  const path = `/clerk/drives/${id}`;
  return writePage(
    args,
    { permission: "drive.decide", limit: "text", returnTo: path },
    async ({ viewer, form, now }) => {
      const { portal } = context;
      const home = homeHere(context);
      const fields = textFields(form);
      const by = { spaceId: context.directory.space.id, matterId: id, clerkId: viewer.personId, at: now };
      switch (fields.intent) {
        case "seen":
          await dismissAbuseSign(portal.db, { ...by, id: parseId(fields.sign) ?? 0 });
          return redirect(`${path}#signs`);
        case "grant-shortfall":
        case "dismiss": {
          const { note } = parseInput(clerkNoteSchema, fields);
          await performAct(portal.db, { ...by, act: { act: fields.intent, note } }, home);
          return redirect(path);
        }
        default: {
          const known = simpleActSchema.safeParse(fields);
          if (!known.success) throw new PortalError("bad-request");
          await performAct(portal.db, { ...by, act: { act: known.data.intent } }, home);
          return redirect(path);
        }
      }
    },
  );
}

export { revalidateAfterConflict as shouldRevalidate } from "#app/components/revalidate.ts";

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function ClerkDrive() {
  const { t } = useTranslation("clerk");
  const { drive, limit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer?.typed ?? null;
  const { summary, errorsOf } = useRefusal(answer?.refused, {
    note: { id: `note-${typed?.intent ?? ""}`, label: t("acts.note") },
  });
  return (
    <>
      <ErrorSummary errors={summary} />
      {drive.isOwn && <Notice tone="warning">{t("acts.own")}</Notice>}
      <div className="with-aside clerk-drive">
        <div className="stack loose">
          {!drive.isOwn && (
            <ActForms
              driveId={drive.id}
              acts={drive.acts}
              waiting={{
                doubtful: drive.paper.doubtful,
                objections: drive.objections.filter(({ upheld }) => upheld === null).length,
              }}
              limit={limit}
              typed={typed}
              errorsOf={errorsOf}
            />
          )}
          {drive.signs.length > 0 && (
            <AbuseSigns signs={drive.signs} action={`/clerk/drives/${drive.id}?index`} />
          )}
        </div>
        <aside aria-label={t("numbers.heading")}>
          <DriveNumbers drive={drive} />
        </aside>
      </div>
    </>
  );
}
