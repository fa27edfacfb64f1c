import escapeHtml from "escape-html";
import { translator } from "#app/i18n/server.ts";
import type { Language } from "#db/tables/language.ts";

/**
 * From here to the provider, which ends its own session. A page and no redirect: a form's answer may not lead a browser
 * to another origin (the `form-action` of our policy), and a page may.
 */
export function leavingPage(onward: URL, language: Language, headers: Record<string, string>): Response {
  const t = translator(language);
  const [address, title] = [escapeHtml(onward.href), escapeHtml(t("auth:out.title"))];
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0;url=${address}"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${escapeHtml(t("auth:out.text"))}</p>
<p><a href="${address}">${escapeHtml(t("auth:out.onward"))}</a></p></main></body></html>`;
  return new Response(html, { headers: { ...headers, "Content-Type": "text/html; charset=utf-8" } });
}
