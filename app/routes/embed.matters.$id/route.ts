import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { readWidget } from "#app/domain/views/read-widget.ts";
import { notFoundWidget, WIDGET_POLICY, widgetPage } from "./widget-page.server.tsx";

/** How far a matter has come, for other people's pages to show in a frame. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const { portal, directory, language } = context;
  const look = new URL(request.url).searchParams.get("look");
  const reading = { spaceId: directory.space.id, language, now: portal.clock.now() };
  try {
    const widget = await readWidget(portal.db, parseId(params.id) ?? 0, reading);
    return framed(widgetPage(widget, look, context), 200);
  } catch (error) {
    if (!isPortalError(error)) throw error;
    return framed(notFoundWidget(look, context), error.status);
  }
}

const framed = (html: string, status: number) =>
  new Response(html, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": WIDGET_POLICY,
      // A part of another page is no page to be found.
      "X-Robots-Tag": "noindex",
    },
  });
