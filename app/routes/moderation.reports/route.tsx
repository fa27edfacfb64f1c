import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { useRefusal } from "#app/components/use-refusal.ts";
import { readDecided, readWaiting } from "#app/domain/moderation/read-desk.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { DecidedItem } from "./decided-item.tsx";
import { actOnReported } from "./reported-acts.server.ts";
import { ReportedItem } from "./reported-item.tsx";

await loadTexts("office", "reporter");

const PATH = "/moderation/reports";
const DECIDED = `${PATH}?show=decided`;

/** What people reported, for the moderators: hidden with a reason where the rules let it, or answered; and what was decided. */
export function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  return readPageAs(args, { permission: "report.judge" }, async () => {
    const { portal, directory, language } = context;
    const { searchParams } = new URL(request.url);
    const spaceId = directory.space.id;
    const cursor = searchParams.get("cursor");
    const isDecided = searchParams.get("show") === "decided";
    const waiting = isDecided ? null : await readWaiting(portal.db, spaceId, cursor);
    const decided = isDecided ? await readDecided(portal.db, spaceId, cursor) : null;
    const t = translator(language, directory.space.kind);
    return {
      waiting: waiting?.items ?? null,
      decided: decided?.items ?? null,
      next: (waiting ?? decided)?.next ?? null,
      done: searchParams.has("done"),
      meta: { title: t("moderation:reports.title"), description: t("moderation:reports.lead") },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  return writePage(args, { permission: "report.judge", limit: "touch", returnTo: PATH }, async (write) => {
    const view = await actOnReported(args.context, write);
    return redirect(`${view === "decided" ? `${DECIDED}&` : `${PATH}?`}done=1`);
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Reports() {
  const { t } = useTranslation("moderation");
  const { waiting, decided, next, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { summary } = useRefusal(answer?.refused, {
    reason: { id: "reported", label: t("reports.reason") },
  });
  const count = (waiting ?? decided ?? []).length;
  const view = decided ? "decided" : "waiting";
  return (
    <div className="page">
      <PageHeader
        title={t("reports.title")}
        lead={t("reports.lead")}
        crumbs={[{ label: t("reports.title") }]}
      />
      <ErrorSummary errors={summary} />
      {done && <Notice tone="success" live title={t("reports.done")} />}
      <Tabs
        label={t("reports.tabs.label")}
        items={[
          { to: PATH, label: t("reports.tabs.waiting"), current: view === "waiting" },
          { to: DECIDED, label: t("reports.tabs.decided"), current: view === "decided" },
        ]}
      />
      <section aria-labelledby="reported">
        <h2 className="sr-only" id="reported">
          {t(`reports.tabs.${view}`)}
        </h2>
        {count === 0 ? (
          <EmptyState title={t(`reports.empty.${view}`)} />
        ) : (
          <ul className="stack reported-things">
            {waiting?.map((item) => (
              <ReportedItem key={item.id} item={item} />
            ))}
            {decided?.map((item) => (
              <DecidedItem key={item.id} item={item} />
            ))}
          </ul>
        )}
      </section>
      <Pagination next={next} />
    </div>
  );
}
