import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { parseId } from "#app/domain/input.ts";
import { readKeptMails } from "#app/domain/notice/kept-mails.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { MailList } from "./mail-list.tsx";

await loadTexts("demonstration");

const PAGE = 20;

/**
 * The letters that the demonstration keeps instead of sending. Everyone may read them, because everyone in them is
 * made up; with a mail server, or in a real city, there is no such page.
 */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  if (!portal.demonstration || portal.environment.SMTP_URL !== undefined)
    throw data({ code: "not-found" }, { status: 404 });
  const before = parseId(new URL(request.url).searchParams.get("cursor") ?? undefined);
  const { mails, next } = await readKeptMails(portal.db, directory.space.id, before, PAGE);
  const t = translator(language, directory.space.kind);
  return {
    meta: { title: t("demo:outbox.title"), description: t("demo:outbox.lead") },
    mails: mails.map((mail) => ({
      id: mail.id,
      to: mail.public_name ?? mail.office_name?.[language] ?? "",
      subject: mail.subject,
      body: mail.body,
      at: mail.created_at.toISOString(),
    })),
    next,
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Outbox() {
  const { t } = useTranslation("demo");
  const { mails, next } = useLoaderData<typeof loader>();
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("outbox.title")}
        lead={t("outbox.lead")}
        crumbs={[{ label: t("title"), to: "/demo" }, { label: t("outbox.title") }]}
      />
      {mails.length === 0 ? (
        <EmptyState title={t("outbox.empty")}>{t("outbox.emptyText")}</EmptyState>
      ) : (
        <MailList mails={mails} />
      )}
      <Pagination next={next} />
    </div>
  );
}
