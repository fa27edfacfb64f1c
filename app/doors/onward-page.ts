import escapeHtml from "escape-html";
import { translator } from "#app/i18n/server.ts";
import type { Language } from "#db/tables/language.ts";

/**
 * Leads on to where a form's answer may not lead a browser itself: to another origin (the `form-action` of our policy).
 * A page may.
 *
 * @param why what it is for: to sign in, or to sign out at the provider too
 */
export function onwardPage(
  onward: string,
  why: "in" | "out",
  language: Language,
  headers: Record<string, string>,
): Response {
  const t = translator(language);
  const [address, title] = [escapeHtml(onward), escapeHtml(t(`auth:${why}.title`))];
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0;url=${address}"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${escapeHtml(t(`auth:${why}.text`))}</p>
<p><a href="${address}">${escapeHtml(t(`auth:${why}.onward`))}</a></p></main></body></html>`;
  return new Response(html, { headers: { ...headers, "Content-Type": "text/html; charset=utf-8" } });
}
