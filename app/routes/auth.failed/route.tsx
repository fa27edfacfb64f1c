import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { translator } from "#app/i18n/server.ts";

/** A sign-in that came to nothing: why, and two ways on. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const why = new URL(request.url).searchParams.get("why") === "expired" ? "expired" : "refused";
  const t = translator(context.language);
  return {
    why,
    meta: { title: t(`auth:${why}.title`), description: t(`auth:${why}.text`), robots: "noindex" },
  } as const;
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function SignInFailed() {
  const { t } = useTranslation("auth");
  const { why } = useLoaderData<typeof loader>();
  return (
    <section className="error-page page-narrow">
      <h1 className="h-page">{t(`${why}.title`)}</h1>
      <p className="lead">{t(`${why}.text`)}</p>
      <p>{t("nothingHappened")}</p>
      <div className="cluster">
        <LinkButton reloadDocument to="/auth/sign-in">
          {t("again")}
        </LinkButton>
        <Link className="text-link" to="/proposals">
          {t("look")}
        </Link>
        <Link className="text-link" to="/">
          {t("home")}
        </Link>
      </div>
    </section>
  );
}
