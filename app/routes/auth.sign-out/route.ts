import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { endSessionsOf } from "#app/domain/person/sign-out.ts";
import { readForm } from "#app/doors/form.ts";

/** Ends this session, or with `everywhere` all of the person's, in every process at once. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { portal, viewer } = context;
  const session = await portal.sessions.find(request.headers.get("Cookie"));
  // Who has none is answered without a look at what they sent.
  const form = session ? await readForm(request).catch(() => new FormData()) : new FormData();
  if (viewer && form.has("everywhere")) {
    portal.forgetSessions(await endSessionsOf(portal.db, viewer.personId));
  } else if (session) {
    await portal.sessions.end(session);
    portal.forgetSessions([session.id]);
  }
  return redirect("/", {
    headers: { "Set-Cookie": portal.sessions.blankCookie(), "Clear-Site-Data": '"cache", "storage"' },
  });
}

export const loader = () => redirect("/");
