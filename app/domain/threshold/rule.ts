import {
  type Consequence,
  type Measure,
  type OwedBy,
  RULE_MATTER_KINDS,
  type RuleMatterKind,
} from "#db/tables/threshold.ts";

/** What follows and who owes it, in one word: as the API, rule files and texts name it. */
export type ConsequenceCode = "department-reply" | "forum" | "mayor-reply";

/** A rule as the portal speaks of it: when MEASURE reaches THRESHOLD on a KIND of matter, then CONSEQUENCE. */
export interface Rule {
  id: number;
  code: string;
  matterKind: RuleMatterKind;
  measure: Measure;
  threshold: number;
  consequence: ConsequenceCode;
  /** Days an office has for the duty; for a forum, days it stays open. */
  days: number;
}

/** What a rule about a kind counts, and what may follow from it. In the order in which a matter meets them. */
export const RULES_OF = {
  proposal: { measure: "agreements", leadsTo: ["department-reply", "forum", "mayor-reply"] },
  // A forum comes out of a proposal, so it leads to no other.
  forum: { measure: "participants", leadsTo: ["department-reply", "mayor-reply"] },
  // Its own office replies; nothing comes out of it but what that office says.
  poll: { measure: "participants", leadsTo: ["department-reply", "mayor-reply"] },
} as const satisfies Record<RuleMatterKind, { measure: Measure; leadsTo: readonly ConsequenceCode[] }>;

/** Rules as a matter meets them: what comes out of a matter stands behind it. */
export function inOrder<R extends Pick<Rule, "matterKind" | "threshold">>(rules: readonly R[]): R[] {
  const place = ({ matterKind }: R) => RULE_MATTER_KINDS.indexOf(matterKind);
  return rules.toSorted((a, b) => place(a) - place(b) || a.threshold - b.threshold);
}

/** The city's defaults, as version 1 of any new city. */
export const DEFAULT_RULES: Omit<Rule, "id">[] = [
  {
    code: "department-reply",
    matterKind: "proposal",
    measure: "agreements",
    threshold: 50,
    consequence: "department-reply",
    days: 30,
  },
  {
    code: "forum",
    matterKind: "proposal",
    measure: "agreements",
    threshold: 100,
    consequence: "forum",
    days: 30,
  },
  {
    code: "mayor-reply",
    matterKind: "forum",
    measure: "participants",
    threshold: 1000,
    consequence: "mayor-reply",
    days: 30,
  },
  {
    code: "poll-reply",
    matterKind: "poll",
    measure: "participants",
    threshold: 1000,
    consequence: "department-reply",
    days: 30,
  },
];

interface Parts {
  consequence: Extract<Consequence, "reply" | "forum">;
  owed_by: OwedBy | null;
}

const PARTS = {
  "department-reply": { consequence: "reply", owed_by: "department" },
  "mayor-reply": { consequence: "reply", owed_by: "head" },
  forum: { consequence: "forum", owed_by: null },
} as const satisfies Record<ConsequenceCode, Parts>;

/** The reply that somebody owes, in one word. */
export const REPLY_OF = { department: "department-reply", head: "mayor-reply" } as const satisfies Record<
  OwedBy,
  ConsequenceCode
>;

/** What follows, and who owes it, apart. */
const partsOf = (code: ConsequenceCode): Parts => PARTS[code];

/** The other way round; undefined for what no rule of a space knows. */
export function codeOf(parts: {
  consequence: Consequence;
  owed_by: OwedBy | null;
}): ConsequenceCode | undefined {
  if (parts.owed_by !== null) return REPLY_OF[parts.owed_by];
  return parts.consequence === "forum" ? "forum" : undefined;
}

interface RuleRow {
  id: number;
  code: string;
  matter_kind: RuleMatterKind;
  measure: Measure;
  threshold: number;
  consequence: Parts["consequence"];
  owed_by: OwedBy | null;
  days: number;
}

/** Rows of a rule set as the portal speaks of them. */
export const rulesOf = (rows: readonly RuleRow[]): Rule[] =>
  rows.flatMap(({ matter_kind: matterKind, consequence, owed_by, ...row }) => {
    const code = codeOf({ consequence, owed_by });
    return code ? [{ ...row, matterKind, consequence: code }] : [];
  });

/** A rule as a row of its set. */
export const ruleRow = ({ matterKind, consequence, ...rule }: Omit<Rule, "id">) => ({
  ...rule,
  matter_kind: matterKind,
  ...partsOf(consequence),
});
