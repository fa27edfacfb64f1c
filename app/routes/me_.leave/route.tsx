import { type ActionFunctionArgs, type LoaderFunctionArgs, redirectDocument } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { PortalError } from "#app/domain/errors.ts";
import { TAKEN_BACK_BY_LEAVING } from "#app/domain/kinds.ts";
import { leave, readLeaving } from "#app/domain/leaving/leave.ts";
import { requireFresh } from "#app/doors/fresh.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { LeaveForm } from "./leave-form.tsx";

await loadTexts("member", "own");

/** The step before somebody leaves: what goes, what stays, and a way back. */
export function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  return readPageAs(args, { permission: "signed-in" }, async ({ viewer, now }) => {
    await requireFresh(args, "/me/leave");
    const { db } = context.portal;
    const t = translator(context.language, context.directory.space.kind);
    return {
      leaving: await readLeaving({ db, takenBack: TAKEN_BACK_BY_LEAVING }, viewer.personId, now),
      meta: { title: t("data:leave.title"), description: t("data:leave.lead") },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { context } = args;
  return writePage(args, { permission: "signed-in", limit: "text" }, async ({ viewer, form, now }) => {
    await requireFresh(args, "/me/leave");
    if (form.get("sure") !== "yes")
      throw new PortalError("invalid-input", { faults: [{ field: "sure", code: "required" }] });
    const { portal } = context;
    const services = { db: portal.db, supports: portal.supports, takenBack: TAKEN_BACK_BY_LEAVING };
    portal.forgetSessions(await leave(services, viewer.personId, now));
    portal.log.info({ event: "person-left" }, "somebody left");
    return redirectDocument("/auth/left", {
      headers: { "Set-Cookie": portal.sessions.blankCookie(), "Clear-Site-Data": '"cache", "storage"' },
    });
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Leave() {
  const { t } = useTranslation("data");
  const { t: me } = useTranslation("me");
  const { leaving } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("leave.title")}
        lead={t("leave.lead")}
        crumbs={[{ label: me("title"), to: "/me" }, { label: t("leave.title") }]}
      />
      <LeaveForm leaving={leaving} refused={answer?.refused ?? null} />
    </div>
  );
}
