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
import { judgeDifferent, readDuplicates } from "#app/domain/search/judge-duplicates.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { DuplicatePair } from "./duplicate-pair.tsx";

await loadTexts("office");

const PATH = "/moderation/duplicates";

/** Pairs of proposals that may ask for the same, for a moderator to read side by side. */
export function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  return readPageAs(args, { permission: "duplicates.judge" }, async () => {
    const { portal, directory, language } = context;
    const { searchParams } = new URL(request.url);
    const view = searchParams.get("show") === "dismissed" ? ("dismissed" as const) : ("open" as const);
    const asked = { view, cursor: searchParams.get("cursor") };
    const page = await readDuplicates(portal.db, directory.space.id, asked, language);
    const t = translator(language, directory.space.kind);
    return {
      ...page,
      view,
      done: searchParams.has("done"),
      meta: { title: t("moderation:title"), description: t("moderation:lead") },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { context } = args;
  return writePage(
    args,
    { permission: "duplicates.judge", limit: "touch", returnTo: PATH },
    async ({ viewer, form, now }) => {
      await judgeDifferent(
        context.portal.db,
        context.directory.space.id,
        textFields(form),
        viewer.personId,
        now,
      );
      return redirect(`${PATH}?done=1`);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Duplicates() {
  const { t } = useTranslation("moderation");
  const { pairs, next, view, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { summary } = useRefusal(answer?.refused, {});
  return (
    <div className="page">
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: t("title") }]} />
      <ErrorSummary errors={summary} />
      {done && <Notice tone="success" live title={t("done")} />}
      <Tabs
        label={t("tabs.label")}
        items={[
          { to: PATH, label: t("tabs.open"), current: view === "open" },
          { to: `${PATH}?show=dismissed`, label: t("tabs.dismissed"), current: view === "dismissed" },
        ]}
      />
      <section aria-labelledby="pairs">
        <h2 className="sr-only" id="pairs">
          {t("list")}
        </h2>
        {pairs.length === 0 ? (
          <EmptyState title={t(`empty.${view}.title`)}>{t(`empty.${view}.text`)}</EmptyState>
        ) : (
          <ul className="duplicate-pairs">
            {pairs.map((pair) => (
              <DuplicatePair key={`${pair.later.id}-${pair.earlier.id}`} pair={pair} />
            ))}
          </ul>
        )}
      </section>
      <Pagination next={next} />
    </div>
  );
}
