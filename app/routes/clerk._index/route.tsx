import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRootData } from "#app/components/root-data.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { dismissAbuseSign } from "#app/domain/kinds/drive/abuse-signs.ts";
import { readClerkDesk } from "#app/domain/kinds/drive/read-clerk-desk.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { clerkDeskOf } from "./clerk-desk.server.ts";
import { CouncilDuties } from "./council-duties.tsx";
import { DeskDrives } from "./desk-drives.tsx";
import { LegalCalendar } from "./legal-calendar.tsx";
import { WaitingWork } from "./waiting-work.tsx";

await loadTexts("follower", "clerk", "polled");

/** The clerk's desk: what waits, by which day of the law, and what looks odd. */
export function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  return readPageAs(args, { permission: "drive.certify" }, async () => {
    const { portal, directory, language } = context;
    const t = translator(language, directory.space.kind);
    return {
      desk: clerkDeskOf(await readClerkDesk(portal.db, directory.space.id, portal.clock.now()), context),
      meta: { title: t("clerk:title"), description: t("clerk:lead") },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  return writePage(
    args,
    { permission: "drive.decide", limit: "text", returnTo: "/clerk" },
    async ({ viewer, form, now }) => {
      const fields = textFields(form);
      const [id, driveId] = [parseId(fields.sign), parseId(fields.drive)];
      if (fields.intent !== "seen" || id === undefined || driveId === undefined)
        throw new PortalError("bad-request");
      const { portal, directory } = args.context;
      await dismissAbuseSign(portal.db, {
        spaceId: directory.space.id,
        matterId: driveId,
        clerkId: viewer.personId,
        id,
        at: now,
      });
      return redirect("/clerk#signs");
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Clerk() {
  const { t } = useTranslation("clerk");
  const { desk } = useLoaderData<typeof loader>();
  const { now } = useRootData();
  // What is late by law goes before what only waits.
  const late = desk.owed.some(({ dueAt }) => dueAt < now);
  return (
    <div className="page">
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: t("title") }]} />
      {late && <CouncilDuties duties={desk.owed} />}
      <WaitingWork desk={desk} />
      {!late && <CouncilDuties duties={desk.owed} />}
      <LegalCalendar dates={desk.dates} />
      <DeskDrives states={desk.states} ended={desk.ended} />
    </div>
  );
}
