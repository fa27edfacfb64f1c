import { type AppLoadContext, redirectDocument } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import type { FreshAct } from "#app/environment.ts";
import { safeReturnTo } from "./page.ts";

/** For how long after signing in somebody may do what cannot be undone, or take everything along. */
const FRESH_MS = 10 * 60 * 1000;
/** So much longer for what was begun in time: a page is read, and a text written, before its button is pressed. */
const GRACE_MS = 20 * 60 * 1000;

interface Asked {
  request: Request;
  context: AppLoadContext;
}

/**
 * Whoever signed in a while ago signs in once more: a device that was left open is not its owner. A page is come back to
 * by itself; a write is refused and goes on in a new tab, so that nothing typed is lost.
 *
 * @param returnTo where a page is come back to
 * @throws a redirect; PortalError "fresh-sign-in-needed" for a write
 */
export async function requireFresh({ request, context }: Asked, returnTo: string): Promise<void> {
  const session = await context.portal.sessions.find(request.headers.get("Cookie"));
  const isRead = request.method === "GET" || request.method === "HEAD";
  const longest = isRead ? FRESH_MS : FRESH_MS + GRACE_MS;
  // Not the session's beginning: a provider that still knows somebody lets them in without a question.
  const provedAt = session?.authenticatedAt;
  if (provedAt && Date.now() - provedAt.getTime() <= longest) return;
  if (!isRead) throw new PortalError("fresh-sign-in-needed");
  const query = new URLSearchParams({ fresh: "1", returnTo: safeReturnTo(returnTo) });
  throw redirectDocument(`/auth/sign-in?${query}`);
}

/** The same where the settings ask for it (FRESH_SIGN_IN). */
export async function requireFreshFor(asked: Asked, act: FreshAct, returnTo: string): Promise<void> {
  if (asked.context.portal.environment.FRESH_SIGN_IN.includes(act)) await requireFresh(asked, returnTo);
}
