import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useFormat } from "#app/components/use-format.ts";
import { readDrafts } from "#app/domain/kinds/poll/drafts.ts";
import { inLanguage } from "#app/domain/said.ts";
import { readPageAs } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("office");

/** The drafts of an office's polls, and those of others that wait for a second officer. */
export function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  return readPageAs(args, { permission: "desk.read" }, async ({ viewer }) => {
    const { portal, language, directory } = context;
    const drafts = await readDrafts(portal.db, viewer, directory.space.id);
    const t = translator(language, directory.space.kind);
    return {
      drafts: drafts.map(({ officeId, title, ...draft }) => ({
        ...draft,
        title: inLanguage(title, language) || t("polling:untitled"),
        office: directory.offices.find(({ id }) => id === officeId)?.name[language] ?? "",
      })),
      meta: { title: t("polling:title"), description: t("polling:lead") },
    };
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function PollDrafts() {
  const { t } = useTranslation("polling");
  const { t: desk } = useTranslation("desk");
  const format = useFormat();
  const { drafts } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        crumbs={[{ label: desk("title"), to: "/desk" }, { label: t("title") }]}
        actions={
          <>
            <LinkButton to="/desk/polls/new">{t("new")}</LinkButton>
            <LinkButton look="tertiary" to="/polls">
              {t("public")}
            </LinkButton>
          </>
        }
      />
      {drafts.length === 0 ? (
        <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
      ) : (
        <ul className="card-list">
          {drafts.map(({ id, title, office, submittedAt, updatedAt, own }) => (
            <li key={id}>
              <article className="proposal-card">
                <div className="card-top">
                  <Badge tone={submittedAt ? "warning" : "gray"}>
                    {t(submittedAt ? "state.submitted" : "state.writing")}
                  </Badge>
                  <span className="card-place">{office}</span>
                </div>
                <h2 className="card-title" dir="auto">
                  <Link to={`/desk/polls/${id}`}>{title}</Link>
                </h2>
                <p className="card-bottom">
                  <span>{t("saved", { date: format.dateTime(updatedAt) })}</span>
                  {own && <span>{t("byYou")}</span>}
                </p>
              </article>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
