import escapeHtml from "escape-html";
import { ERROR_STATUS, type ErrorCode } from "#app/domain/errors.ts";
import { translator } from "#app/i18n/server.ts";
import type { Language } from "#db/tables/language.ts";

/**
 * The page for what is refused before any route is asked. It needs no script, style or database.
 *
 * @param wait seconds until it is worth to ask again
 */
export function refusalPage(code: ErrorCode, language: Language, wait?: number): Response {
  const t = translator(language);
  const title = escapeHtml(t(`errors:code.${code}.title`));
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${escapeHtml(t(`errors:code.${code}.message`))}</p>
<p><a href="/">${escapeHtml(t("errors:page.home"))}</a></p></main></body></html>`;
  const headers = new Headers({ "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
  if (wait !== undefined) headers.set("Retry-After", String(wait));
  return new Response(html, { status: ERROR_STATUS[code], headers });
}
