import { createHash } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";
import escapeHtml from "escape-html";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { isPortalError } from "#app/domain/errors.ts";
import { addressHere } from "#app/doors/pages/atom-answer.ts";
import { translator } from "#app/i18n/server.ts";

/** How it looks: as its reader's system, light, dark, or with nothing of its own around it. */
const LOOKS = ["auto", "light", "dark", "plain"] as const;

/**
 * Tells the page around how high it is, as often as that changes. It says nothing else, so anybody may hear it; the
 * frame's own page says whether it listens to us.
 */
const SCRIPT = `new ResizeObserver(()=>parent.postMessage({type:"gonggam-height",height:Math.ceil(document.body.getBoundingClientRect().height)},"*")).observe(document.body)`;

const DARK =
  "--back:#1e2124;--text:#f4f5f6;--soft:#cdd1d5;--line:#58616a;--rail:#464c53;--bar:#6ea1ff;--link:#b1cefb";
const STYLE = `:root{--back:#fff;--text:#1e2124;--soft:#464c53;--line:#cdd1d5;--rail:#e6e8ea;--bar:#256ef4;--link:#0b50d0;color-scheme:light}
@media(prefers-color-scheme:dark){html[data-look=auto]{${DARK};color-scheme:dark}}
html[data-look=dark]{${DARK};color-scheme:dark}
body{margin:0;font:16px/1.5 "Pretendard GOV","Apple SD Gothic Neo","Malgun Gothic","Hiragino Sans","Yu Gothic",sans-serif;color:var(--text)}
main{box-sizing:border-box;padding:16px 20px;background:var(--back);border:1px solid var(--line);border-radius:12px;overflow-wrap:anywhere}
html[data-look=plain] main{padding:0;background:none;border:0;border-radius:0}
p,h1{margin:0}
.above,.below{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 12px;font-size:14px;color:var(--soft)}
h1{margin:4px 0 12px;font-size:18px;line-height:1.4}
.rail{height:8px;margin:4px 0;border-radius:4px;background:var(--rail);overflow:hidden}
.bar{display:block;width:100%;height:8px;border:0}
.count{font-weight:700}
table{width:100%;margin:0 0 8px;border-collapse:collapse}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:4px 0;vertical-align:top;font-weight:400;text-align:start}
th{width:100%}
td{padding-left:12px;text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}
.most{font-weight:700}
a{color:var(--link)}
a:focus-visible{outline:3px solid var(--link);outline-offset:2px}`;

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing is loaded, nothing is sent, and any page may show it. */
const POLICY = [
  "default-src 'none'",
  `script-src ${hash(SCRIPT)}`,
  `style-src ${hash(STYLE)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors *",
].join("; ");

interface Widget {
  title: string;
  children: ReactNode;
}

/** What a frame on other people's pages shows; of what there is not, or is not for everybody, that it cannot be shown. */
export async function widgetAnswer(
  request: Request,
  context: AppLoadContext,
  make: () => Promise<Widget>,
): Promise<Response> {
  const look = new URL(request.url).searchParams.get("look");
  try {
    return framed(page(await make(), look, context), 200);
  } catch (error) {
    if (!isPortalError(error)) throw error;
    const title = translator(context.language, context.directory.space.kind)("outside:widget.gone");
    return framed(page({ title, children: <p>{title}</p> }, look, context), error.status);
  }
}

const framed = (html: string, status: number) =>
  new Response(html, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": POLICY,
      // A part of another page is no page to be found.
      "X-Robots-Tag": "noindex",
    },
  });

function page({ title, children }: Widget, look: string | null, { language }: AppLoadContext): string {
  const known = LOOKS.find((one) => one === look) ?? "auto";
  return `<!doctype html>
<html lang="${language}" data-look="${known}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>${renderToStaticMarkup(<main>{children}</main>)}<script>${SCRIPT}</script></body>
</html>
`;
}

interface WayProps {
  context: AppLoadContext;
  /** Of the page, in its space. */
  path: string;
  words: string;
}

/** From a frame to the page that it is of, in a window of its own. */
export function Way({ context, path, words }: WayProps) {
  return (
    <p className="below">
      <a href={addressHere(context, path)} target="_blank" rel="noopener noreferrer">
        {words}
      </a>
    </p>
  );
}
