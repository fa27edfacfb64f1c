import { createHash } from "node:crypto";
import escapeHtml from "escape-html";
import { ERROR_STATUS, type ErrorCode } from "#app/domain/errors.ts";
import { translator } from "#app/i18n/server.ts";
import { type Display, displayAttributes } from "#app/platform/display.ts";
import type { Language } from "#db/tables/language.ts";

const STYLE = `
:root{color-scheme:light dark;font-size:106.25%}
:root[data-mode=light]{color-scheme:light}:root[data-mode=dark],:root[data-mode=contrast]{color-scheme:dark}
:root[data-text=small]{font-size:96%}:root[data-text=large]{font-size:117%}:root[data-text=larger]{font-size:138%}:root[data-text=largest]{font-size:159%}
body{display:flex;flex-direction:column;min-height:100vh;margin:0;font:1rem/1.6 "Pretendard GOV",system-ui,sans-serif;background:light-dark(#fff,#131416);color:light-dark(#1e2124,#f4f5f6);word-break:keep-all;overflow-wrap:anywhere}
:lang(ja) body{word-break:normal}
[data-mode=contrast] body{background:#000;color:#fff}
header,footer{padding:1rem;border:0 solid light-dark(#cdd1d5,#8a949e)}
header{border-bottom-width:1px}footer{border-top-width:1px}
header>*,footer>*,main{box-sizing:border-box;width:100%;max-width:42rem;margin-inline:auto}
header>*{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:center}
.brand{margin-right:auto;font-size:1.25rem;font-weight:700;color:inherit;text-decoration:none}
main{flex:1;padding:3rem 1rem}
h1{font-size:1.75rem;line-height:1.35;margin:0 0 .75rem}p{margin:0 0 1rem}
.ways{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center;margin-top:1.5rem}
a{color:light-dark(#0b50d0,#b1cefb);padding:.6rem 0}
a.first{background:light-dark(#0b50d0,#b1cefb);color:light-dark(#fff,#000);padding:.6rem 1.25rem;border:1px solid;border-radius:8px;font-weight:700;text-decoration:none}
a:focus-visible{outline:3px solid light-dark(#256ef4,#ffc95c);outline-offset:2px}`;

/** Of the style above, as a source of every Content-Security-Policy: which one such a page gets is not known to it. */
export const REFUSAL_STYLE_HASH = `'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;

/** What the same address may answer otherwise a little later. */
const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "too-many-requests",
  "matter-busy",
  "unavailable",
]);

/**
 * The page for what is refused before any route is asked. It needs no script, file or database, so that its header and
 * footer are the portal's in small.
 *
 * @param wait seconds until it is worth to ask again
 */
export function refusalPage(
  code: ErrorCode,
  { language, display }: { language: Language; display: Display },
  wait?: number,
): Response {
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
  const look = Object.entries(displayAttributes(display))
    .map(([name, value]) => (value === undefined ? "" : ` ${name}="${value}"`))
    .join("");
  const link = (href: string, label: string) => `<a href="${href}">${escapeHtml(label)}</a>`;
  const html = `<!doctype html><html lang="${language}"${look}><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${STYLE}</style></head>
<body><header><div><a class="brand" href="/">${escapeHtml(t("site.name"))}</a>${link("/proposals", t("menu.proposals"))}
${link("/search", t("header.search"))}</div></header><main><h1>${title}</h1><p>${escapeHtml(t(`errors:code.${code}.message`))}</p>
${again && `<p>${escapeHtml(again)}</p>`}<p class="ways">${ways.join(" ")}</p></main>
<footer><div>${link("/about", t("footer.about"))} · ${link("/privacy", t("footer.privacy"))} · ${link("/accessibility", t("footer.accessibility"))}</div></footer></body></html>`;
  const headers = new Headers({ "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
  if (wait !== undefined) headers.set("Retry-After", String(wait));
  return new Response(html, { status: ERROR_STATUS[code], headers });
}
