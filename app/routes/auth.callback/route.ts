import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { providerSessionHash, sealIdToken } from "#app/domain/person/provider-sessions.ts";
import { recognisePerson } from "#app/domain/person/sign-in.ts";
import { passOnPush } from "#app/domain/person/sign-out.ts";
import { readViewer } from "#app/domain/person/viewer.ts";
import { readSpaceAddress, spacePath } from "#app/domain/space/address.ts";
import { attemptCookies } from "#app/doors/attempt-cookie.ts";
import { safeReturnTo } from "#app/doors/page.ts";
import { deviceOf } from "#app/platform/device.ts";
import { isProviderAway } from "#app/platform/identity-provider.ts";
import { accountHash } from "#app/platform/seal.ts";

/**
 * Where the agency sends people back. A new session every time, and the one before ends: no fixation, and no
 * second person in one browser.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { portal, origin, language } = context;
  // Whatever space sent them: the agency speaks of the people and the officers of the first.
  const directory = await portal.directory();
  const header = request.headers.get("Cookie");
  const callback = new URL(request.url);
  const found = await attemptCookies(portal.environment).finish(callback.searchParams.get("state"), header);
  if (!found) {
    portal.log.warn({ event: "sign-in-expired" }, "a sign-in came back that nobody began here");
    return redirect("/auth/failed?why=expired");
  }
  const { attempt, cleared } = found;
  const headers = new Headers({ "Cache-Control": "no-store" });
  headers.append("Set-Cookie", cleared);

  let why: "refused" | "away" = "refused";
  const finished = await portal.identity
    .finish(new URL(callback.pathname + callback.search, origin), attempt)
    .catch((error: unknown) => {
      if (isProviderAway(error)) why = "away";
      const line = { event: `sign-in-${why}`, err: error };
      if (why === "away") portal.log.error(line, "nobody can sign in: the provider is away");
      else portal.log.warn(line, "a sign-in did not succeed");
      return undefined;
    });
  if (!finished) {
    const { code } = readSpaceAddress(attempt.returnTo.replace(/[?#].*$/, ""));
    const space = code === undefined ? undefined : await portal.directoryOf(code);
    const query = new URLSearchParams({ why, returnTo: attempt.returnTo });
    return redirect(spacePath(space?.space.prefix ?? "", `/auth/failed?${query}`), { headers });
  }

  const { identity, session } = finished;
  const keys = { identityKey: portal.environment.IDENTITY_KEY, seal: portal.seal };
  const now = portal.clock.now();
  const personId = await recognisePerson(portal.db, identity, language, directory, keys, now);
  const previous = await portal.sessions.find(header);
  if (previous) {
    await portal.sessions.end(previous);
    portal.forgetSessions([previous.id]);
  }
  let begun = "";
  const cookie = await portal.sessions.begin(personId, (id) => {
    begun = id;
    return {
      authenticated_at: session.authenticatedAt,
      device: deviceOf(request.headers.get("User-Agent")),
      account_hash: accountHash(keys.identityKey, identity.subject),
      provider_hash: session.sid === null ? null : providerSessionHash(keys.identityKey, session.sid),
      id_token: sealIdToken(portal.seal, id, session.idToken),
    };
  });
  headers.append("Set-Cookie", cookie);
  if (previous) await passOnPush(portal.db, previous, { id: begun, personId });
  // The posts, and not who it is.
  const posts = (await readViewer(portal.db, personId, now))?.posts ?? [];
  portal.log.info({ event: "signed-in", posts: posts.map(({ role }) => role) }, "somebody signed in");
  return redirect(safeReturnTo(attempt.returnTo), { headers });
}
