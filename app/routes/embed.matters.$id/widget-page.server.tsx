import { createHash } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";
import escapeHtml from "escape-html";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { matterPath } from "#app/domain/matter/address.ts";
import type { Widget } from "#app/domain/views/read-widget.ts";
import { addressHere } from "#app/doors/pages/atom-answer.ts";
import { formatDate, formatNumber, formatPercent } from "#app/i18n/format.ts";
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
a{color:var(--link)}
a:focus-visible{outline:3px solid var(--link);outline-offset:2px}`;

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing is loaded, nothing is sent, and any page may show it. */
export const WIDGET_POLICY = [
  "default-src 'none'",
  `script-src ${hash(SCRIPT)}`,
  `style-src ${hash(STYLE)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors *",
].join("; ");

interface FrameProps {
  title: string;
  look: string | null;
  context: AppLoadContext;
  children: ReactNode;
}

function frame({ title, look, context, children }: FrameProps): string {
  const known = LOOKS.find((one) => one === look) ?? "auto";
  return `<!doctype html>
<html lang="${context.language}" data-look="${known}">
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

/** One matter: what it is, how many stand behind it of how many, until when, and the way to it. */
export function widgetPage(widget: Widget, look: string | null, context: AppLoadContext): string {
  const { language, directory } = context;
  const { kind, id, title, name, count, goal, open, closesAt } = widget;
  const t = translator(language, directory.space.kind);
  const number = (value: number) => formatNumber(language, value);
  const until = t(open ? "outside:widget.until" : "outside:widget.closed", {
    date: formatDate(language, closesAt),
  });
  const counted = t(`outside:widget.count.${kind}`, { count, number: number(count) });
  return frame({
    title,
    look,
    context,
    children: (
      <>
        <p className="above">
          <span>{name ?? t(`search:kind.${kind}`)}</span>
          <span>{until}</span>
        </p>
        <h1 dir="auto">{title}</h1>
        <p className="count">{counted}</p>
        {goal !== null && (
          <>
            <Bar count={count} goal={goal} label={t("outside:widget.bar")} />
            <p className="below">
              <span>{t("outside:widget.goal", { number: number(goal) })}</span>
              <span>{formatPercent(language, Math.min(1, count / goal))}</span>
            </p>
          </>
        )}
        <p className="below">
          <a href={addressHere(context, matterPath(kind, id))} target="_blank" rel="noopener noreferrer">
            {t("outside:widget.open", { space: directory.space.name[language] })}
          </a>
        </p>
      </>
    ),
  });
}

/** Drawn as SVG: the policy knows no style of an element. */
function Bar({ count, goal, label }: { count: number; goal: number; label: string }) {
  const share = Math.min(100, (count / goal) * 100);
  return (
    <div
      className="rail"
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.min(count, goal)}
      aria-valuemin={0}
      aria-valuemax={goal}
    >
      <svg className="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect width={share.toFixed(1)} height="8" fill="var(--bar)" />
      </svg>
    </div>
  );
}

/** Of what there is not, or is not for everybody. */
export function notFoundWidget(look: string | null, context: AppLoadContext): string {
  const t = translator(context.language, context.directory.space.kind);
  const title = t("outside:widget.gone");
  return frame({ title, look, context, children: <p>{title}</p> });
}
