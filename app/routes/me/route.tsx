import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { Tabs } from "#app/components/tabs.tsx";
import { DraftLinks } from "#app/components/write/unfinished-list.tsx";
import { parseInput } from "#app/domain/input.ts";
import { readOwnGifts } from "#app/domain/kinds/poll/own-draw.ts";
import { readDevices } from "#app/domain/person/devices.ts";
import { preferencesSchema, savePreferences } from "#app/domain/person/preferences.ts";
import { readOwnQuickPolls } from "#app/domain/quick-poll/read-quick-poll.ts";
import { readOwnReports } from "#app/domain/report/own-reports.ts";
import { readSavedSearches } from "#app/domain/search/saved-searches.ts";
import { readOwnPage } from "#app/domain/views/own-page.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { driveItemsOf } from "#app/doors/pages/drive-items.ts";
import { pollItemsOf } from "#app/doors/pages/poll-items.ts";
import { proposalItemsOf } from "#app/doors/pages/proposal-items.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { BegunPolls } from "./begun-polls.tsx";
import { OwnLists } from "./own-lists.tsx";
import { OwnQuickPolls } from "./own-quick-polls.tsx";
import { OwnReportList } from "./own-report-list.tsx";
import { isOwnView, ownTabs } from "./own-tabs.ts";
import { savedSearchItemsOf } from "./saved-search-items.server.ts";
import { SavedSearches } from "./saved-searches.tsx";
import { Settings } from "./settings.tsx";

await loadTexts("polled", "follower", "member", "author", "representative", "reporter");

/** One-touch polls and reports; whoever makes more polls finds the older ones by their addresses. */
const SHOWN = 100;

/** A person's own page: what they take part in, and what the portal knows of them. */
export function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  return readPageAs(args, { permission: "signed-in" }, async ({ viewer, now }) => {
    const { portal, directory, language } = context;
    const url = new URL(request.url);
    const show = url.searchParams.get("show") ?? "written";
    const [own, searches, devices, quick, won, reports] = await Promise.all([
      readOwnPage(portal.db, portal.seal, context.directory.space.id, viewer, language, now),
      readSavedSearches(portal.db, directory, viewer.personId),
      readDevices(portal.db, viewer.personId, portal.sessions.idOf(request.headers.get("Cookie")), now),
      readOwnQuickPolls(portal.db, directory.space.id, viewer.personId, SHOWN, now),
      readOwnGifts(portal.polls, directory.space.id, viewer.personId, language),
      readOwnReports(portal.db, directory.space.id, viewer.personId, SHOWN),
    ]);
    const nameOf = (
      list: readonly { code: string; name: Record<typeof language, string> }[],
      code: string | null,
    ) => list.find((one) => one.code === code)?.name[language] ?? null;
    const t = translator(language, directory.space.kind);
    return {
      meta: { title: t("me:title"), description: t("me:lead") },
      show: isOwnView(show) ? show : "written",
      saved: url.searchParams.has("saved"),
      written: proposalItemsOf(own.proposal.written, directory, language),
      supported: proposalItemsOf(own.proposal.supported, directory, language),
      forums: own.forum,
      applications: own.drive.applications,
      signed: driveItemsOf(own.drive.signed, directory, language),
      polls: pollItemsOf(own.poll.taken, directory, language),
      begunPolls: own.poll.begun.map(({ id, title, closesAt }) => ({ id, title, closesAt })),
      quick,
      reports,
      won: [...won].map(([poll, gift]) => ({ poll, gift })),
      searches: savedSearchItemsOf(searches, directory, language),
      drafts: own.drafts,
      preferences: own.preferences,
      devices,
      stored: {
        publicName: viewer.publicName,
        district: nameOf(directory.districts, viewer.district),
        email: own.maskedEmail,
      },
    };
  });
}

export function action({ request, context }: ActionFunctionArgs) {
  return writePage(
    { request, context },
    { permission: "signed-in", limit: "text", returnTo: "/me?show=settings" },
    async ({ viewer, form, now }) => {
      const { language, mail } = parseInput(preferencesSchema, textFields(form));
      await savePreferences(context.portal.db, viewer.personId, { language, mail: mail === "on" }, now);
      return redirect("/me?show=settings&saved=1");
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Me() {
  const { t } = useTranslation("me");
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { show, drafts } = page;
  return (
    <div className="page">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        crumbs={[{ label: t("title") }]}
        // The settings have a button of their own to be pressed.
        actions={show !== "settings" && <LinkButton to="/proposals/new">{t("write")}</LinkButton>}
      />
      {drafts.length > 0 && (
        <section className="panel tinted own-drafts" aria-labelledby="drafts">
          <h2 className="h-sub" id="drafts">
            {t("drafts")}
          </h2>
          <DraftLinks drafts={drafts} />
        </section>
      )}
      <BegunPolls polls={page.begunPolls} />
      <Tabs
        label={t("tabs.label")}
        items={ownTabs(t, { ...page, drives: [...page.applications, ...page.signed] })}
      />
      {show === "polls" &&
        page.won.map(({ poll, gift }) => (
          <Notice key={poll} tone="success" title={t("won.title", { gift })}>
            <Link className="text-link" to={`/polls/${poll}/draw`}>
              {t("won.see")}
            </Link>
          </Notice>
        ))}
      {show === "settings" && <Settings {...page} refused={answer?.refused ?? null} />}
      {show === "searches" && (
        <SavedSearches searches={page.searches} mailWanted={page.preferences.mailWanted} />
      )}
      {show === "quick" && <OwnQuickPolls polls={page.quick} />}
      {show === "reports" && <OwnReportList reports={page.reports} />}
      {show !== "settings" && show !== "searches" && show !== "quick" && show !== "reports" && (
        <OwnLists {...page} show={show} />
      )}
    </div>
  );
}
