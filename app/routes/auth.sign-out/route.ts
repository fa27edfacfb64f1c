import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { endDevice } from "#app/domain/person/devices.ts";
import { readIdToken } from "#app/domain/person/provider-sessions.ts";
import { endPushOf, endSessionsOf } from "#app/domain/person/sign-out.ts";
import { readForm } from "#app/doors/form.ts";
import { homeHere } from "#app/doors/home.ts";
import { onwardPage } from "#app/doors/onward-page.ts";

/**
 * Ends this session, with `everywhere` all of the person's, or with `device` that one, in every process at once. Where
 * the provider has an address for it, the browser goes on to end its session there.
 */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { portal, viewer, language } = context;
  const session = await portal.sessions.find(request.headers.get("Cookie"));
  // Who has none is answered without a look at what they sent.
  const form = session ? await readForm(request).catch(() => new FormData()) : new FormData();
  const device = form.get("device");
  if (viewer && session && typeof device === "string" && !session.id.startsWith(device || " ")) {
    portal.forgetSessions(await endDevice(portal.db, viewer.personId, device));
    return redirect("/me?show=settings");
  }
  const idToken = session && (await readIdToken(portal.db, portal.seal, session.id));
  if (viewer && form.has("everywhere")) {
    portal.forgetSessions(await endSessionsOf(portal.db, viewer.personId));
  } else if (session) {
    await portal.sessions.end(session);
    await endPushOf(portal.db, [session.id]);
    portal.forgetSessions([session.id]);
  }
  const headers = {
    "Set-Cookie": portal.sessions.blankCookie(),
    "Clear-Site-Data": '"cache", "storage"',
    "Cache-Control": "no-store",
  };
  // Everybody at the demonstration's agency is asked who they are each time: there is nothing to end.
  const onward =
    idToken === undefined || portal.demonstration
      ? undefined
      : await portal.identity.logoutAddress(idToken, `${homeHere(context)}/`);
  return onward ? onwardPage(onward.href, "out", language, headers) : redirect("/", { headers });
}

export const loader = () => redirect("/");
