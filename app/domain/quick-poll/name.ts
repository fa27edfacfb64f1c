/** The names by which one-touch polls are found: /q/NAME. The same on the server and in the browser. */

export const NAME_LIMITS = { min: 2, max: 30 } as const;
/** Shorter than a name may be: there is room for a number behind it. */
const LONGEST_PROPOSAL = 24;

/** Small Latin letters, digits and whole syllables of Hangul, in parts joined by single hyphens. */
const NAME = /^[a-z0-9가-힣]+(?:-[a-z0-9가-힣]+)*$/u;
/** Of digits alone would be the code of a meeting. */
const HAS_LETTER = /[a-z가-힣]/u;

/** Addresses of ours below /q, and words by which a poll would seem to be the portal's, an office's or an election. */
const RESERVED: ReadonlySet<string> = new Set([
  ...["new", "screen", "manage", "vote", "live", "code", "mine", "me", "api", "help", "about", "login"],
  ...["admin", "gonggam", "official", "mayor", "city", "council", "election", "moderator", "support"],
  ...["공감", "공식", "관리자", "운영자", "시장", "시청", "시의회", "의회", "선거", "주민투표", "국민투표"],
]);

export type NameFault = "too-short" | "too-long" | "bad-name" | "reserved-name";

/** A name in its one form: Hangul as whole syllables (NFC), Latin letters small, nothing around it. */
export function tidyName(typed: string): string {
  return typed.normalize("NFC").trim().toLowerCase();
}

/** What is wrong with a tidied name; undefined: it may be one. */
export function nameFault(name: string): NameFault | undefined {
  if (!NAME.test(name)) return name === "" ? "too-short" : "bad-name";
  const { length } = name;
  if (length < NAME_LIMITS.min) return "too-short";
  if (length > NAME_LIMITS.max) return "too-long";
  if (!HAS_LETTER.test(name)) return "bad-name";
  return RESERVED.has(name) ? "reserved-name" : undefined;
}

/**
 * A name for a question: its words as far as they fit. For one in a script that names do not have, "poll". Whether
 * somebody has it already is not asked.
 */
export function proposeName(question: string): string {
  const words = tidyName(question)
    .split(/[^a-z0-9가-힣]+/u)
    .filter((word) => word !== "");
  let name = (words[0] ?? "").slice(0, LONGEST_PROPOSAL);
  for (const word of words.slice(1)) {
    if (name.length + 1 + word.length > LONGEST_PROPOSAL) break;
    name = `${name}-${word}`;
  }
  if (nameFault(name) === undefined) return name;
  const longer = `poll-${name}`.slice(0, LONGEST_PROPOSAL).replace(/-$/, "");
  return nameFault(longer) === undefined ? longer : "poll";
}

/** The same with something behind it, for when somebody has that name. */
export function nameWith(name: string, end: string): string {
  const room = NAME_LIMITS.max - end.length - 1;
  return `${name.slice(0, room).replace(/-$/, "")}-${end}`;
}

/** The path of a poll's page within its space; of one of its own pages with what stands behind it. */
export const quickPollPath = (name: string, page = "") => `/q/${encodeURIComponent(name)}${page}`;
