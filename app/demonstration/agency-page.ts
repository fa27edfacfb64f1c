import { createHash } from "node:crypto";
import escapeHtml from "escape-html";

/** The agency's one page: pick who you are. Plain HTML, since it stands for somebody else's site. */
const TEXTS = {
  ko: {
    title: "누구로 로그인할까요?",
    lead: "시연용 본인확인 기관입니다. 실제 인증은 하지 않으며, 여기 있는 사람은 모두 가상의 인물입니다.",
    citizens: "시민",
    offices: "시청·의회",
    number: "다른 시민 번호 (1–100000)",
    go: "이 시민으로 로그인",
    unknown: "그런 사람은 없습니다. 아래에서 골라 주세요.",
  },
  en: {
    title: "Who would you like to be?",
    lead: "This is the demonstration's identity agency. Nobody is really verified, and everyone here is made up.",
    citizens: "Citizens",
    offices: "City hall and council",
    number: "Another citizen’s number (1–100000)",
    go: "Sign in as this citizen",
    unknown: "There is nobody by that name. Please pick someone below.",
  },
  ja: {
    title: "どなたとしてログインしますか？",
    lead: "デモ用の本人確認機関です。実際の認証は行わず、ここにいるのはすべて架空の人物です。",
    citizens: "市民",
    offices: "市役所・議会",
    number: "ほかの市民の番号（1–100000）",
    go: "この市民としてログイン",
    unknown: "その人は見つかりません。下から選んでください。",
  },
};

const STYLE = `
:root{color-scheme:light dark}*{box-sizing:border-box}
body{margin:0;font:17px/1.6 "Pretendard GOV Variable","Pretendard GOV",system-ui,sans-serif;background:light-dark(#f4f5f6,#131416);color:light-dark(#1e2124,#f4f5f6);word-break:keep-all}
main{max-width:40rem;margin:0 auto;padding:2rem 1rem 4rem}
h1{font-size:1.75rem;line-height:1.3;margin:0 0 .5rem}h2{font-size:1.1rem;margin:2rem 0 .75rem}p{margin:0}
.card{background:light-dark(#fff,#1e2124);border:1px solid light-dark(#cdd1d5,#464c53);border-radius:12px;padding:1.5rem}
ul{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.5rem}
button{width:100%;min-height:3rem;padding:.5rem 1rem;border-radius:8px;border:1px solid light-dark(#58616a,#b1b8be);background:transparent;color:inherit;font:inherit;text-align:left;cursor:pointer}
button:hover{background:light-dark(#ecf2fe,#2a3a55)}button:focus-visible,input:focus-visible{outline:3px solid #256ef4;outline-offset:2px}
button.primary{background:#256ef4;border-color:#256ef4;color:#fff;text-align:center;font-weight:700;margin-top:.75rem}
label{display:block;margin-bottom:.25rem}input{width:100%;min-height:3rem;padding:.5rem 1rem;border-radius:8px;border:1px solid light-dark(#58616a,#b1b8be);background:transparent;color:inherit;font:inherit}
small{display:block;color:light-dark(#464c53,#b1b8be)}.warn{color:light-dark(#bd2c0f,#ff9c8a);margin-bottom:1rem}`;

/** The style's hash, for a Content-Security-Policy that allows nothing else. */
export const PICK_PAGE_STYLE_HASH = `'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;

export function renderPickPage(
  offered: { group: "citizens" | "offices"; login: string; label: string }[],
  language: string,
  state: { unknownLogin: string },
): string {
  const code = language === "en" || language === "ja" ? language : "ko";
  const text = TEXTS[code];
  const group = (name: "citizens" | "offices") => `
    <h2>${text[name]}</h2>
    <ul>${offered
      .filter((person) => person.group === name)
      .map(
        (person) =>
          `<li><button name="login" value="${escapeHtml(person.login)}">${escapeHtml(person.label)}<small>${escapeHtml(person.login)}</small></button></li>`,
      )
      .join("")}</ul>`;
  return `<!doctype html>
<html lang="${code}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${text.title}</title><style>${STYLE}</style></head>
<body><main>
  <h1>${text.title}</h1><p>${text.lead}</p>
  ${state.unknownLogin ? `<p class="warn" role="alert">${text.unknown}</p>` : ""}
  <form method="post">${group("citizens")}</form>
  <form method="post" class="card"><label for="number">${text.number}</label>
    <input id="number" name="number" inputmode="numeric" pattern="[0-9]{1,6}" required autocomplete="off">
    <button class="primary">${text.go}</button></form>
  <form method="post">${group("offices")}</form>
</main></body></html>`;
}
