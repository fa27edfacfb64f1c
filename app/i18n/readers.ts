/**
 * Who reads which texts. A page in the browser has the citizen's, and a route that somebody else reads asks for
 * theirs (`loadTexts`); `letters` and what is printed are written on the server and reach no browser.
 */
export const READERS = {
  citizen: ["common", "errors", "search"],
  /** Who comes here for the first time. */
  newcomer: ["about"],
  /** Who asks what is kept of them, and whether the portal can be used by everybody. */
  subject: ["privacy", "accessibility"],
  /** Who looks around. */
  visitor: ["home", "rules"],
  /** Who agrees with a proposal. */
  supporter: ["proposals"],
  debater: ["forum"],
  /** Who takes part in a poll, or reads what came of it. */
  polled: ["polls", "votes", "ballot", "turnout", "compare"],
  /** Who follows what becomes of drives, and of what offices owe. */
  follower: ["drives", "duties"],
  /** Who looks into the ledger, or at what it says of a matter. */
  auditor: ["ledger"],
  /** Who looks at the whole in numbers. */
  watcher: ["results"],
  /** Who looks at a map, or at a district. */
  local: ["place"],
  /** Who signs in, and what is theirs. */
  member: ["me", "follows", "notices", "auth"],
  /** Who writes a proposal. */
  author: ["write"],
  /** Who applies for a drive and leads it. */
  representative: ["apply"],
  /** Who votes on the statements of an opinion map, or looks at it. */
  voter: ["map"],
  /** Who looks at how gifts are drawn. */
  drawn: ["draw"],
  /** Who reports something to the moderators, and who reads it. */
  reporter: ["report"],
  /** Who votes by one touch, and who asks for it. */
  quick: ["quick"],
  /** Who looks at what is stored of them, or leaves. */
  own: ["data"],
  /** Who takes data along, or writes a program. */
  developer: ["open"],
  /** Who reads what the law of drives says. */
  law: ["law"],
  clerk: ["clerk"],
  /** Officers, moderators, operators. */
  office: ["desk", "moderation", "operator", "polling", "voting"],
  /** What is written for letters, for paper, and for the pages of others. */
  letters: ["mail", "outside", "papers"],
  demonstration: ["demo"],
} as const;

type Reader = keyof typeof READERS;
export type BrowserReader = Exclude<Reader, "letters">;

export const NAMESPACES = Object.values(READERS).flat();
