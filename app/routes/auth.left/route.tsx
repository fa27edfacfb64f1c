import type { LoaderFunctionArgs } from "@remix-run/node";
import type { MetaFunction } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("member");

/** After somebody left: that it is done. */
export function loader({ context }: LoaderFunctionArgs) {
  const t = translator(context.language, context.directory.space.kind);
  return { meta: { title: t("auth:left.title"), description: t("auth:left.text"), robots: "noindex" } };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Left() {
  const { t } = useTranslation("auth");
  return (
    <div className="page-narrow">
      <PageHeader title={t("left.title")} lead={t("left.text")} />
      <LinkButton to="/">{t("home")}</LinkButton>
    </div>
  );
}
