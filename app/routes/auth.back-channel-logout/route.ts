import type { ActionFunctionArgs } from "@remix-run/node";
import { endSessionsOfProvider } from "#app/domain/person/provider-sessions.ts";
import { endPushOf } from "#app/domain/person/sign-out.ts";
import { readForm } from "#app/doors/form.ts";
import { isRefusal } from "#app/platform/identity-provider.ts";

const answer = (status: number) =>
  new Response(status === 200 ? null : JSON.stringify({ error: "invalid_request" }), {
    status,
    headers: { "Cache-Control": "no-store", "Content-Type": "application/json" },
  });

/**
 * The identity provider says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0, 2.5). It comes from
 * a server and not from a page, so nothing shows its origin; its signature does.
 */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { portal, address } = context;
  if (request.method !== "POST") return answer(400);
  if ((await portal.limits.take("provider-logout", address)) !== undefined) return answer(429);
  const form = await readForm(request).catch(() => new FormData());
  const token = form.get("logout_token");
  if (typeof token !== "string") return answer(400);
  try {
    const ids = await portal.identity.readLogout(token, (ended) =>
      endSessionsOfProvider(portal.db, portal.environment.IDENTITY_KEY, ended),
    );
    portal.forgetSessions(ids);
    await endPushOf(portal.db, ids);
    portal.log.info({ event: "provider-ended", sessions: ids.length }, "the provider ended sessions");
    return answer(200);
  } catch (error) {
    portal.log.warn({ event: "provider-end-refused", err: error }, "what the provider said was not accepted");
    return answer(isRefusal(error) ? 400 : 503);
  }
}

export const loader = () => answer(400);
