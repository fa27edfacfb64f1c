import { isRouteErrorResponse, Link, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ERROR_STATUS, type ErrorCode } from "#app/domain/errors.ts";
import { LinkButton } from "./button.tsx";

type PageErrorCode = ErrorCode | "unexpected";

/** What people see when something was refused or went wrong: what happened, and where to go from here. */
export function ErrorPage({ error }: { error: unknown }) {
  const { t } = useTranslation("errors");
  const { pathname, search } = useLocation();
  const { code, status } = readError(error);
  const retryAfter = retryAfterSeconds(error);
  return (
    <section className="error-page page-narrow">
      <p className="error-status">{t("page.statusLabel", { status })}</p>
      <h1 className="h-page">{t(`code.${code}.title`)}</h1>
      <p className="lead">{t(`code.${code}.message`)}</p>
      {retryAfter !== null && <p>{t("page.retryAfter", { count: retryAfter, amount: retryAfter })}</p>}
      <div className="cluster">
        {code === "sign-in-needed" ? (
          <LinkButton reloadDocument to={`/auth/sign-in?returnTo=${encodeURIComponent(pathname + search)}`}>
            {t("page.signIn")}
          </LinkButton>
        ) : status >= 500 || status === 429 || status === 409 ? (
          <LinkButton reloadDocument to={pathname + search}>
            {t("page.retry")}
          </LinkButton>
        ) : (
          <LinkButton to="/proposals">{t("page.proposals")}</LinkButton>
        )}
        <Link className="text-link" to="/">
          {t("page.home")}
        </Link>
      </div>
    </section>
  );
}

/** The code that the server sent, or the one that its status stands for. */
function readError(error: unknown): { code: PageErrorCode; status: number } {
  if (!isRouteErrorResponse(error)) return { code: "unexpected", status: 500 };
  const { status } = error;
  const code: unknown = isRecord(error.data) ? error.data.code : undefined;
  if (isErrorCode(code)) return { code, status };
  return { code: codeOfStatus(status), status };
}

function codeOfStatus(status: number): PageErrorCode {
  if (status === 403) return "not-permitted";
  if (status === 409) return "changed-meanwhile";
  const known = Object.entries(ERROR_STATUS).find(([, value]) => value === status)?.[0];
  if (isErrorCode(known)) return known;
  return status < 500 ? "bad-request" : "unexpected";
}

function retryAfterSeconds(error: unknown): number | null {
  if (!isRouteErrorResponse(error) || !isRecord(error.data)) return null;
  const seconds = error.data.retryAfterSeconds;
  return typeof seconds === "number" ? seconds : null;
}

function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(ERROR_STATUS, value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
