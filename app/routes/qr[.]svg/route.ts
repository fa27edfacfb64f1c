import type { LoaderFunctionArgs } from "@remix-run/node";
import { problemResponse } from "#app/doors/api/problem.ts";
import { safeReturnTo } from "#app/doors/page.ts";
import { addressHere } from "#app/doors/pages/atom-answer.ts";
import { drawQrCode } from "#app/platform/qr-code.ts";

const LONGEST_PATH = 600;

/** The address of a page of ours as a code that phones read: `/qr.svg?path=/proposals/12`. Nothing is asked about the page. */
export function loader({ request, context }: LoaderFunctionArgs): Response {
  const path = new URL(request.url).searchParams.get("path") ?? "/";
  if (path.length > LONGEST_PATH || safeReturnTo(path) !== path)
    return problemResponse("bad-request", context.language);
  const { size, path: modules } = drawQrCode(addressHere(context, path));
  return new Response(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="480" height="480"><rect width="${size}" height="${size}" fill="#fff"/><path d="${modules}" fill="#000" shape-rendering="crispEdges"/></svg>\n`,
    {
      headers: {
        "Content-Type": "image/svg+xml; charset=utf-8",
        "Cache-Control": "public, max-age=86400",
        Vary: "Accept-Language",
      },
    },
  );
}
