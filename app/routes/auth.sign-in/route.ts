import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { spacePath, withinSpace } from "#app/domain/space/address.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { attemptCookies } from "#app/doors/attempt-cookie.ts";
import { safeReturnTo } from "#app/doors/page.ts";
import { isProviderAway } from "#app/platform/identity-provider.ts";

/**
 * Sends the browser to the identity agency. Nothing of the city changes: what must be remembered goes along in a
 * signed cookie. Signing in is one for all spaces; who began it in one comes back to it. `as=LOGIN` names the person at the demonstration's agency, which then asks nothing.
 * `fresh` asks for who signed in already to do it once more.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { portal, origin, language, address, directory } = context;
  const wait = await portal.limits.take("sign-in", address);
  if (wait !== undefined) return problemResponse("too-many-requests", language, { retryAfterSeconds: wait });
  const url = new URL(request.url);
  const demonstration = portal.demonstration !== undefined;
  const as = demonstration ? url.searchParams.get("as") : null;
  const hints: Record<string, string> = { ui_locales: language };
  if (demonstration) hints.prompt = "login"; // another person than last time is the usual case here
  if (as) hints.login_hint = as;
  const { prefix } = directory.space;
  const returnTo = withinSpace(prefix, safeReturnTo(url.searchParams.get("returnTo")));
  const headers = new Headers({ "Cache-Control": "no-store" });
  const begun = await portal.identity
    .begin(`${origin}/auth/callback`, returnTo, hints, { fresh: url.searchParams.has("fresh") })
    .catch((error: unknown) => {
      if (!isProviderAway(error)) throw error;
      portal.log.error({ event: "sign-in-away", err: error }, "nobody can sign in: the provider is away");
      return undefined;
    });
  if (!begun) {
    const query = new URLSearchParams({ why: "away", returnTo });
    return redirect(spacePath(prefix, `/auth/failed?${query}`), { headers });
  }
  const { location, attempt } = begun;
  const cookies = await attemptCookies(portal.environment).begin(
    attempt,
    request.headers.get("Cookie"),
    new Date(),
  );
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  // The demonstration's agency stands at this very address, under whichever name the browser knows it.
  const target = demonstration ? `${origin}${location.pathname}${location.search}` : location.href;
  return redirect(target, { headers });
}
