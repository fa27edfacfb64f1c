import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { spacePath } from "#app/domain/space/address.ts";
import { onwardPage } from "#app/doors/onward-page.ts";
import { safeReturnTo } from "#app/doors/page.ts";
import { waitingActs } from "#app/doors/waiting-act.ts";

/**
 * From a touched button to the sign-in, and from there to what waits. A page between, because a form's answer may not
 * lead a browser to the provider (the `form-action` of our policy).
 */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const { portal, directory, language, viewer } = context;
  const { prefix } = directory.space;
  const asked = new URL(request.url).searchParams.get("to");
  const to = safeReturnTo(asked);
  const acts = waitingActs(portal.environment);
  const act = await acts.find(params.token, request.headers.get("Cookie"), portal.clock.now());
  if (!act) return asked === null ? new Response(null, { status: 404 }) : redirect(to);
  const returnTo = `/acts/${params.token}?${new URLSearchParams({ to })}`;
  if (viewer) return redirect(returnTo);
  const address = spacePath(prefix, `/auth/sign-in?${new URLSearchParams({ returnTo })}`);
  return onwardPage(address, "in", language, { "Cache-Control": "no-store" });
}
