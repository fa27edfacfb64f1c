import { createHash } from "node:crypto";
import type { LoaderFunctionArgs } from "@remix-run/node";
import escapeHtml from "escape-html";
import { isPortalError } from "#app/domain/errors.ts";
import { getPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { PLAYER_ORIGINS, playerOf, videoAt } from "#app/domain/kinds/poll/video.ts";
import { inLanguage } from "#app/domain/said.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { findMatterHere } from "#app/doors/matter-param.ts";

const STYLE =
  "html,body{height:100%;margin:0;background:#000}iframe{display:block;width:100%;height:100%;border:0}";
const STYLE_HASH = `'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;

/**
 * The frame in which a poll's page shows its film once the reader agreed. A page of its own, so that the policy of no
 * page that anybody reads, votes or signs in on lets another host in: one that was reached without loading anew would
 * else have the policy of the page that one came from. Only our own pages may frame it.
 */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const { portal, directory, language } = context;
  try {
    const matter = await findMatterHere(context, params.id);
    const poll = matter && (await getPoll(portal.db, directory.space.id, matter.id));
    const video = poll?.definition.video;
    const hosted = video && videoAt(video.url);
    if (!hosted) return problemResponse("not-found", language);
    const title = escapeHtml(inLanguage(video.title, language));
    const page = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body><iframe src="${escapeHtml(playerOf(hosted, language))}" title="${title}" allow="autoplay; encrypted-media; fullscreen; picture-in-picture"></iframe></body>
</html>
`;
    return new Response(page, {
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": [
          "default-src 'none'",
          `style-src ${STYLE_HASH}`,
          `frame-src ${PLAYER_ORIGINS[hosted.host]}`,
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'self'",
        ].join("; "),
      },
    });
  } catch (error) {
    if (isPortalError(error)) return problemResponse(error.code, language);
    throw error;
  }
}
