import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { safeReturnTo } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("member");

const REASONS = ["refused", "expired", "away"] as const;

/** A sign-in that came to nothing: why, and two ways on. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const why = REASONS.find((reason) => reason === url.searchParams.get("why")) ?? "refused";
  const t = translator(context.language, context.directory.space.kind);
  const page = {
    why,
    again: `/auth/sign-in?${new URLSearchParams({ returnTo: safeReturnTo(url.searchParams.get("returnTo")) })}`,
    meta: { title: t(`auth:${why}.title`), description: t(`auth:${why}.text`), robots: "noindex" },
  };
  return data(page, why === "away" ? { status: 503, headers: { "Retry-After": "120" } } : undefined);
}

/** Retry-After, while the provider is away. */
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function SignInFailed() {
  const { t } = useTranslation("auth");
  const { why, again } = useLoaderData<typeof loader>();
  return (
    <section className="error-page page-narrow">
      <h1 className="h-page">{t(`${why}.title`)}</h1>
      <p className="lead">{t(`${why}.text`)}</p>
      <p>{t("nothingHappened")}</p>
      <div className="cluster">
        <LinkButton reloadDocument to={again}>
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
