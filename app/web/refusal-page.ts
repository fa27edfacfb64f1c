import { createHash } from "node:crypto";
import escapeHtml from "escape-html";
import { ERROR_STATUS, type ErrorCode } from "#app/domain/errors.ts";
import { translator } from "#app/i18n/server.ts";
import type { Language } from "#db/tables/language.ts";

const STYLE = `
:root{color-scheme:light dark}
body{margin:0;font:17px/1.6 "Pretendard GOV",system-ui,sans-serif;background:light-dark(#f4f5f6,#131416);color:light-dark(#1e2124,#f4f5f6);word-break:keep-all;overflow-wrap:anywhere}
:lang(ja) body{word-break:normal}
main{max-width:36rem;margin:12vh auto 0;padding:0 1rem}
h1{font-size:1.75rem;line-height:1.35;margin:0 0 .75rem}p{margin:0 0 1rem}
.ways{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center;margin-top:1.5rem}
a{color:light-dark(#0b50d0,#86aff9);padding:.6rem 0}
a.first{background:#0b50d0;color:#fff;padding:.6rem 1.25rem;border-radius:8px;font-weight:700;text-decoration:none}
a:focus-visible{outline:3px solid #256ef4;outline-offset:2px}`;

/** Of the style above, as a source of every Content-Security-Policy: which one such a page gets is not known to it. */
export const REFUSAL_STYLE_HASH = `'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;

/** What the same address may answer otherwise a little later. */
const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "too-many-requests",
  "matter-busy",
  "unavailable",
]);

/**
 * The page for what is refused before any route is asked. It needs no script, file or database.
 *
 * @param wait seconds until it is worth to ask again
 */
export function refusalPage(code: ErrorCode, language: Language, wait?: number): Response {
  const t = translator(language);
  const title = escapeHtml(t(`errors:code.${code}.title`));
  const again = wait === undefined ? "" : t("errors:page.retryAfter", { count: wait, amount: wait });
  const ways = [
    ...(PASSING.has(code) ? [["", t("errors:page.retry")]] : []),
    ["/", t("errors:page.home")],
  ].map(
    ([href, label], place) =>
      `<a${place === 0 ? ' class="first"' : ""} href="${href}">${escapeHtml(label ?? "")}</a>`,
  );
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1><p>${escapeHtml(t(`errors:code.${code}.message`))}</p>
${again && `<p>${escapeHtml(again)}</p>`}<p class="ways">${ways.join(" ")}</p></main></body></html>`;
  const headers = new Headers({ "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
  if (wait !== undefined) headers.set("Retry-After", String(wait));
  return new Response(html, { status: ERROR_STATUS[code], headers });
}
