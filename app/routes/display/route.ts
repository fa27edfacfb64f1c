import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { readForm } from "#app/doors/form.ts";
import { safeReturnTo } from "#app/doors/page.ts";
import { isSecure } from "#app/environment.ts";
import { isMode, isTextSize } from "#app/platform/display.ts";
import { displayCookie, keptDisplay } from "#app/web/display.ts";

/**
 * Keeps the size of the text or the colours that somebody chose, in a cookie, and goes back to the page on which they did.
 * One at a time: what a form does not name stays.
 */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const form = await readForm(request).catch((error: unknown) => {
    if (isPortalError(error)) throw new Response(null, { status: error.status });
    throw error;
  });
  const before = keptDisplay(request.headers.get("Cookie") ?? "");
  const chosen = form.has("reset")
    ? keptDisplay("")
    : { text: isTextSize(form.get("text")) ?? before.text, mode: isMode(form.get("mode")) ?? before.mode };
  const returnTo = form.get("returnTo");
  return redirect(safeReturnTo(typeof returnTo === "string" ? returnTo : null), {
    status: 303,
    headers: { "Set-Cookie": displayCookie(chosen, isSecure(context.portal.environment)) },
  });
}

export const loader = () => redirect("/");
