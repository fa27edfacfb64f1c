import type { LoaderFunctionArgs } from "@remix-run/node";
import type { MetaFunction } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRootData } from "#app/components/root-data.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("subject");

/** What was done so that everybody can use the portal, and where to say that they cannot. */
export async function loader({ context }: LoaderFunctionArgs) {
  const t = translator(context.language, context.directory.space.kind);
  return { meta: { title: t("accessibility:title"), description: t("accessibility:description") } };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Accessibility() {
  const { t } = useTranslation("accessibility");
  const { contact } = useRootData();
  return (
    <div className="page">
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: t("title") }]} />
      <div className="prose">
        <ul>
          <li>{t("display")}</li>
          <li>{t("zoom")}</li>
          <li>{t("keyboard")}</li>
          <li>{t("aloud")}</li>
          <li>{t("charts")}</li>
          <li>{t("script")}</li>
          <li>{t("preferences")}</li>
        </ul>
        <p>{t("tell")}</p>
        {contact && <p>{t("reach", { phone: contact.phone, email: contact.email })}</p>}
      </div>
    </div>
  );
}
