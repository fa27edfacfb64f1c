import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { labelsOf } from "#app/domain/space/labels.ts";
import { readLedgerPage } from "#app/domain/views/read-ledger.ts";
import { readPage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { HowToCheck } from "./how-to-check.tsx";
import { LedgerLines } from "./ledger-lines.tsx";
import { WhatIsProven } from "./what-is-proven.tsx";

await loadTexts("auditor");

const PAGE_SIZE = 20;

/** The public ledger: everything that happened, newest first. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const before = new URL(request.url).searchParams.get("before");
  const page = await readPage(() =>
    readLedgerPage(portal.db, directory.space.id, before, language, PAGE_SIZE),
  );
  const t = translator(language, directory.space.kind);
  return {
    ...page,
    offices: labelsOf(directory, language).offices,
    meta: { title: t("ledger:title"), description: t("ledger:lead") },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Ledger() {
  const { t } = useTranslation("ledger");
  const { head, items, next, offices } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: t("title") }]} />
      <div className="with-aside">
        <section aria-labelledby="ledger-lines">
          <h2 className="h-section" id="ledger-lines">
            {t("lines.heading")}
          </h2>
          <LedgerLines events={items} offices={offices} />
          <Pagination next={next} parameter="before" />
        </section>
        <aside aria-label={t("check.heading")}>
          <HowToCheck head={head} />
          <WhatIsProven />
        </aside>
      </div>
    </div>
  );
}
