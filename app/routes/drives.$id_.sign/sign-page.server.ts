import { seoulDay } from "#app/domain/calendar/dates.ts";
import type { Ineligibility } from "#app/domain/kinds/drive/eligibility.ts";
import type { Drive } from "#app/domain/kinds/drive/get-drive.ts";
import type { Language } from "#db/tables/language.ts";

/** What is looked at before somebody may sign, in the order of the page. */
export const CHECKS = ["window", "age", "resident", "foreigner"] as const;
type Check = (typeof CHECKS)[number];

const CHECK_OF: Record<Ineligibility["code"], Check> = {
  "not-collecting": "window",
  "window-over": "window",
  paused: "window",
  "already-signed": "window",
  "age-unknown": "age",
  "too-young": "age",
  "not-resident": "resident",
  foreigner: "foreigner",
  "foreigner-too-recent": "foreigner",
};

/** The page before a signature, in the reader's language: what is signed, and whether they may. */
export function signPageOf(drive: Drive, reasons: readonly Ineligibility[], language: Language) {
  const { definition, draft } = drive;
  const { minAge, resident } = definition.eligibility;
  const refused = new Map(reasons.map((reason) => [CHECK_OF[reason.code], reason]));
  const asked: Record<Check, boolean> = {
    window: true,
    age: minAge > 0,
    resident,
    // Said only to whom it concerns.
    foreigner: refused.has("foreigner"),
  };
  return {
    id: drive.matter_id,
    title: drive.title,
    kindName: definition.name[language],
    draft: { summary: draft.summary, reasons: draft.reasons, costs: draft.costs, articles: draft.articles },
    draftHash: drive.draft_hash.toString("hex"),
    minAge,
    closesOn: seoulDay(drive.closes_at),
    keepData: definition.keepData,
    checks: CHECKS.filter((check) => asked[check]).map((check) => ({
      check,
      reason: refused.get(check) ?? null,
    })),
    eligible: reasons.length === 0,
  };
}

export type SignPageData = ReturnType<typeof signPageOf>;
