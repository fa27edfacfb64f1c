import escapeHtml from "escape-html";
import { percentOf } from "#app/components/drive/required-bar.tsx";
import { formatNumber } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";
import type { Language } from "#db/tables/language.ts";

const WIDTH = 360;
const HEIGHT = 96;
const INNER = WIDTH - 40;
/** Letters of the title that fit in a line: Korean ones are twice as wide as Latin ones. */
const LINE_UNITS = 40;

export interface BadgeFacts {
  title: string;
  kindName: string;
  count: number;
  required: number;
}

/** How far a drive has come, as a picture for other people's websites: no script, no frame, nothing that follows a reader. */
export function badgeSvg({ title, kindName, count, required }: BadgeFacts, language: Language): string {
  const t = translator(language);
  const share = Math.min(1, count / required);
  const numbers = `${formatNumber(language, count)} / ${formatNumber(language, required)}`;
  const percent = `${percentOf(count, required)}%`;
  const label = t("drives:badge.label", { title, numbers });
  const text = (x: number, y: number, size: number, fill: string, words: string, more = "") =>
    `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${more}>${escapeHtml(words)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(label)}" font-family="'Pretendard GOV', 'Apple SD Gothic Neo', 'Malgun Gothic', sans-serif">
<rect x=".5" y=".5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="12" fill="#fff" stroke="#cdd1d5"/>
${text(20, 27, 12, "#464c53", kindName)}
${text(20, 49, 16, "#1e2124", cut(title), ' font-weight="700"')}
<rect x="20" y="60" width="${INNER}" height="8" rx="4" fill="#e6e8ea"/>
<rect x="20" y="60" width="${Math.max(share * INNER, count > 0 ? 8 : 0).toFixed(1)}" height="8" rx="4" fill="#256ef4"/>
${text(20, 85, 12, "#464c53", numbers)}
${text(WIDTH - 20, 85, 12, "#0b50d0", percent, ' text-anchor="end" font-weight="700"')}
</svg>
`;
}

function cut(title: string): string {
  let units = 0;
  const letters = [...title];
  const end = letters.findIndex((letter) => {
    units += letter.charCodeAt(0) > 0x2e7f ? 2 : 1;
    return units > LINE_UNITS;
  });
  return end === -1 ? title : `${letters.slice(0, end).join("").trimEnd()}…`;
}
