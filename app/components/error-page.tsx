import { isRouteErrorResponse, Link, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ERROR_STATUS, type ErrorCode } from "#app/domain/errors.ts";
import { LinkButton } from "./button.tsx";
import { useHydrated } from "./use-hydrated.ts";

type PageErrorCode = ErrorCode | "unexpected" | "offline";

/** What people see when something was refused or went wrong: what happened, and where to go from here. */
export function ErrorPage({ error }: { error: unknown }) {
  const { t } = useTranslation("errors");
  const { pathname, search } = useLocation();
  // Only a page that is open already can be asked for something without a network.
  const isOpen = useHydrated();
  const { code, status } = isOpen && isOffline(error) ? OFFLINE : readError(error);
  const retryAfter = retryAfterSeconds(error);
  return (
    <section className="error-page page-narrow">
      {status !== null && <p className="error-status">{t("page.statusLabel", { status })}</p>}
      <h1 className="h-page">{t(`code.${code}.title`)}</h1>
      <p className="lead">{t(`code.${code}.message`)}</p>
      {retryAfter !== null && <p>{t("page.retryAfter", { count: retryAfter, amount: retryAfter })}</p>}
      <div className="cluster">
        {code === "sign-in-needed" ? (
          <LinkButton reloadDocument to={`/auth/sign-in?returnTo=${encodeURIComponent(pathname + search)}`}>
            {t("page.signIn")}
          </LinkButton>
        ) : status === null ? (
          // Within this page: a new document would be the browser's own, which knows of nothing that was typed.
          <LinkButton to={pathname + search}>{t("page.retry")}</LinkButton>
        ) : status >= 500 || status === 429 || status === 409 ? (
          <LinkButton reloadDocument to={pathname + search}>
            {t("page.retry")}
          </LinkButton>
        ) : (
          <LinkButton to="/proposals">{t("page.proposals")}</LinkButton>
        )}
        {code === "not-found" && (
          <Link className="text-link" to="/search">
            {t("page.search")}
          </Link>
        )}
        <Link className="text-link" to="/">
          {t("page.home")}
        </Link>
      </div>
    </section>
  );
}

/** No answer came, so there is no status. */
const OFFLINE = { code: "offline", status: null } as const;
/** What browsers say of a request that reached nobody: Chrome, Firefox, Safari. */
const NOT_REACHED = /failed to fetch|networkerror|load failed/i;

function isOffline(error: unknown): boolean {
  if (!navigator.onLine) return true;
  return error instanceof TypeError && NOT_REACHED.test(error.message);
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
