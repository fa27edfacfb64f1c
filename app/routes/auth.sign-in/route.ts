import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { withinSpace } from "#app/domain/space/address.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { attemptCookie } from "#app/doors/attempt-cookie.ts";
import { safeReturnTo } from "#app/doors/page.ts";

/**
 * Sends the browser to the identity agency. Nothing of the city changes: what must be remembered goes along in a
 * signed cookie. Signing in is one for all spaces; who began it in one comes back to it. `as=LOGIN` names the person at the demonstration's agency, which then asks nothing.
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
  const returnTo = withinSpace(directory.space.prefix, safeReturnTo(url.searchParams.get("returnTo")));
  const { location, attempt } = await portal.identity.begin(`${origin}/auth/callback`, returnTo, hints);
  // The demonstration's agency stands at this very address, under whichever name the browser knows it.
  const target = demonstration ? `${origin}${location.pathname}${location.search}` : location.href;
  return redirect(target, {
    headers: {
      "Set-Cookie": await attemptCookie(portal.environment).serialize(attempt),
      "Cache-Control": "no-store",
    },
  });
}
