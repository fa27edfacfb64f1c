import parser, { type MarkdownIt, type StateBlock, type StateInline } from "markdown-it";

/**
 * Where our Markdown is narrower than CommonMark (DECISIONS.md, "A narrow Markdown"): a mark counts only where a person who
 * writes Korean means it. All else stays on the page as it was typed.
 */

/** A mark that begins a line, and what the line must look like to be meant. */
const LINE_MARKS = [
  // Not "# 청원 취지 #": an ornament, at both ends.
  { rule: "heading", meant: /^#{1,6}[ \t]+[^\s#](?!.*\s#+(?:\s|$))/, alt: ["paragraph", "blockquote"] },
  { rule: "blockquote", meant: /^>+[ \t]+\S/, alt: ["paragraph", "blockquote", "list"] },
  // A bullet with something behind it. Not numbers: they are dates as often (2024. 3. 1.), and a list would count anew.
  // Not "- 홍길동 -" and "* * *": these are ornaments, as is "* 청원 취지 * 존경하는 …" of a text whose lines were lost.
  {
    rule: "list",
    meant: /^([-*])[ \t]+(?=.*[^\s*-])(?!.*\1\s*$)(?!(?<=\*[ \t]+).*\s\*\s)/,
    alt: ["paragraph", "blockquote"],
  },
] as const;

type BlockRule = (state: StateBlock, start: number, end: number, silent: boolean) => boolean;

/** The library's own rule. */
function ruleOf(name: string): BlockRule {
  const { ruler } = parser().block;
  ruler.enableOnly([name]);
  const [rule] = ruler.getRules("");
  if (!rule) throw new Error(`markdown-it has no block rule ${name}.`);
  return rule;
}

function lineMarks(markdown: MarkdownIt): void {
  for (const { rule, meant, alt } of LINE_MARKS) {
    const original = ruleOf(rule);
    markdown.block.ruler.at(
      rule,
      (state, start, end, silent) => {
        const line = state.src.slice(
          (state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0),
          state.eMarks[start],
        );
        return meant.test(line) && original(state, start, end, silent);
      },
      { alt: [...alt] },
    );
    markdown.block.ruler.enable(rule);
  }
}

/** Not after a letter, a digit or a mark of a number or a name: 김**씨, 010-**-1234, 이○**. */
const NO_BOLD_AFTER = /[\p{L}\p{N}\p{M}*○◯〇\-_/.@#+=~\\]$/u;
const NO_BOLD_BEGINS = /^[\s*)\]}.,;:~/-]/;
/** Nor behind a quotation mark that opens: '**' hides a word. */
const NO_BOLD_ENDS = /[\s*([{/‘“「『<-]$|(?:^|[\s(])['"]$/;
const NO_BOLD_BEFORE = /^[*\d]/;
/** A family name as a word of its own before the closing mark: `**시장 상인 김**` hides two names. */
const HIDDEN_NAME =
  /[\s(（[·,./‘'“"~:][가각간갈감강견경계고공곽구국권금기길김나남노단당대도두등라류마맹명모목문민박반방배백변복봉부사상서석선설성소손송승시신심안양어엄여연염예오옥온왕용우원위유육윤은음이인임장전정제조좌주지진차채천초최추탁탄태판팽편평표피하한함허현형호홍황○]$/u;

/** The contents of the bold pieces of a line, by where they begin; undefined when its asterisks do not come in pairs. */
function boldIn(line: string): Map<number, number> | undefined {
  const pieces = new Map<number, number>();
  let opened: number | undefined;
  for (const { 0: run, index } of line.matchAll(/\*{2,}/g)) {
    if (run !== "**") return undefined;
    if (opened === undefined) {
      if (NO_BOLD_AFTER.test(line.slice(Math.max(0, index - 2), index))) return undefined;
      if (NO_BOLD_BEGINS.test(line.slice(index + 2))) return undefined;
      opened = index;
    } else {
      const content = line.slice(opened + 2, index);
      if (NO_BOLD_ENDS.test(content) || HIDDEN_NAME.test(content)) return undefined;
      if (NO_BOLD_BEFORE.test(line.slice(index + 2))) return undefined;
      pieces.set(opened, index);
      opened = undefined;
    }
  }
  return opened === undefined ? pieces : undefined;
}

/** What each line of a text was found to have: asked again at each of its asterisks. */
const found = new WeakMap<StateInline, Map<number, Map<number, number> | undefined>>();

function boldInLine(state: StateInline, start: number): Map<number, number> | undefined {
  const lines = found.get(state) ?? new Map<number, Map<number, number> | undefined>();
  found.set(state, lines);
  if (!lines.has(start)) {
    const end = state.src.indexOf("\n", start);
    lines.set(start, boldIn(state.src.slice(start, end === -1 ? undefined : end)));
  }
  return lines.get(start);
}

/**
 * `**bold**` within a line. CommonMark wants a blank or a sign behind the closing mark when a sign stands before it, and
 * leaves `**시민(주민)**은` raw: Korean puts its particles right behind. Here the closing mark may stand before any letter,
 * the opening one behind none. A line with asterisks that are no pair hides names in them (`**동 김**씨`), and then all
 * of them stay: which of them are marks cannot be told.
 */
function bold(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  if (!src.startsWith("**", pos)) return false;
  const lineStart = src.lastIndexOf("\n", pos) + 1;
  const close = boldInLine(state, lineStart)?.get(pos - lineStart);
  if (close === undefined || lineStart + close + 2 > posMax) return false;
  if (!silent) {
    state.push("strong_open", "strong", 1).markup = "**";
    state.pos = pos + 2;
    state.posMax = lineStart + close;
    state.md.inline.tokenize(state);
    state.push("strong_close", "strong", -1).markup = "**";
  }
  state.pos = lineStart + close + 2;
  state.posMax = posMax;
  return true;
}

/** `[](https://…)` would be a link that nobody sees. */
function emptyLink(state: StateInline, silent: boolean): boolean {
  if (!/^\[[\s\p{Default_Ignorable_Code_Point}\u2800]*\]\(/u.test(state.src.slice(state.pos, state.pos + 20)))
    return false;
  if (!silent) state.pending += "[";
  state.pos += 1;
  return true;
}

/** What Korean and Japanese grammar is written in. */
const LETTERS = "\\p{sc=Hangul}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Han}ー";
/** After a slash a Korean word may be a part of the address (/wiki/대한민국): there only these are none. */
const PARTICLES =
  "에서는|에서도|에서|에는|에도|에|으로|로|을|를|은|는|이|가|과|와|의|도|까지|부터|입니다|이며|이고|をご覧ください|を|に|で|は|が|の|へ|から|まで";
const GOES_ON = `(?![${LETTERS}A-Za-z0-9_/=&%#?~-]|\\.[A-Za-z0-9])`;
const BEHIND_ADDRESS = new RegExp(
  `(?:(?<=[A-Za-z0-9])[${LETTERS}]+|(?<=[A-Za-z0-9]/)(?:${PARTICLES}))${GOES_ON}`,
  "gu",
);

/** The text with blanks for what follows an address without one (…/12에서): as long as before, so places stay. */
const withoutParticles = (text: string) =>
  text.replace(BEHIND_ADDRESS, (letters) => " ".repeat(letters.length));

/** Addresses become links that end before a particle, and are shown as they were typed. */
export function addressLinks(markdown: MarkdownIt): void {
  const { linkify } = markdown;
  const [test, match] = [linkify.test.bind(linkify), linkify.match.bind(linkify)];
  linkify.test = (text) => test(withoutParticles(text));
  linkify.match = (text) => match(withoutParticles(text));
  markdown.normalizeLinkText = (address) => address;
  // An address within the text, such as [별표](1), is none.
  markdown.validateLink = (address) => /^(?:https?:\/\/|mailto:|\/(?!\/))/i.test(address);
  markdown.core.ruler.enable("linkify");
}

export function narrowMarkdown(markdown: MarkdownIt): void {
  addressLinks(markdown);
  lineMarks(markdown);
  markdown.inline.ruler.enable(["newline", "link"]);
  markdown.inline.ruler.before("link", "empty_link", emptyLink);
  markdown.inline.ruler.before("empty_link", "bold", bold);
}
