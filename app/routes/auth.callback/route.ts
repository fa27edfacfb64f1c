import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { recognisePerson } from "#app/domain/person/sign-in.ts";
import { readSpaceAddress, spacePath } from "#app/domain/space/address.ts";
import { attemptCookie } from "#app/doors/attempt-cookie.ts";
import { safeReturnTo } from "#app/doors/page.ts";

/**
 * Where the agency sends people back. A new session every time, and the one before ends: no fixation, and no
 * second person in one browser.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { portal, origin, language } = context;
  // Whatever space sent them: the agency speaks of the people and the officers of the first.
  const directory = await portal.directory();
  const header = request.headers.get("Cookie");
  const cookie = attemptCookie(portal.environment);
  const attempt = await cookie.parse(header);
  if (!attempt) return redirect("/auth/failed?why=expired");
  const headers = new Headers({ "Cache-Control": "no-store" });
  headers.append("Set-Cookie", await cookie.clear());

  const callback = new URL(request.url);
  const identity = await portal.identity
    .finish(new URL(callback.pathname + callback.search, origin), attempt)
    .catch((error: unknown) => {
      portal.log.warn({ err: error }, "a sign-in did not succeed");
      return undefined;
    });
  if (!identity) {
    const { code } = readSpaceAddress(attempt.returnTo.replace(/[?#].*$/, ""));
    const space = code === undefined ? undefined : await portal.directoryOf(code);
    return redirect(spacePath(space?.space.prefix ?? "", "/auth/failed?why=refused"), { headers });
  }

  const keys = { identityKey: portal.environment.IDENTITY_KEY, seal: portal.seal };
  const personId = await recognisePerson(portal.db, identity, language, directory, keys, portal.clock.now());
  const previous = await portal.sessions.find(header);
  if (previous) {
    await portal.sessions.end(previous);
    portal.forgetSessions([previous.id]);
  }
  headers.append("Set-Cookie", await portal.sessions.begin(personId));
  return redirect(safeReturnTo(attempt.returnTo), { headers });
}
