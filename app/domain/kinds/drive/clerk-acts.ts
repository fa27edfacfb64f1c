import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import { choice, text } from "#app/domain/input.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { LedgerLine } from "#app/domain/ledger/lines.ts";
import { hashText, hashTexts } from "#app/domain/ledger/text-hash.ts";
import type { Database, Tx } from "#db/client.ts";
import { extendDecision } from "#db/queries/clerk.ts";
import { countPaper } from "#db/queries/drive-counts.ts";
import { type DriveRow, setDriveMatter } from "#db/queries/drives.ts";
import { listFrozenLists } from "#db/queries/frozen-lists.ts";
import { countObjections } from "#db/queries/objections.ts";
import type { CouncilDecision } from "#db/tables/drive-draft.ts";
import { inTransaction } from "#db/transaction.ts";
import { perform } from "./act.ts";
import { deleteDataAt, endOfStep } from "./calendar.ts";
import {
  extendDecisionDuty,
  meetAcceptance,
  meetDecision,
  meetIntroduction,
  oweDecisions,
  oweInspection,
} from "./council-duties.ts";
import { type ByClerk, lockForClerk } from "./lock-for-clerk.ts";
import { countMissingDistricts } from "./missing-districts.ts";
import { ACTS } from "./procedure.ts";
import { type StepNews, tellStep } from "./tell-step.ts";

export const NOTE_LIMITS = { min: 10, max: 2_000 };
export const clerkNoteSchema = z.object({ note: text(NOTE_LIMITS) });

/** What the clerk does with a drive after its list came, each with what it needs. */
export type ClerkAct =
  | { act: "publish-list" }
  | { act: "grant-shortfall"; note: string }
  | { act: "accept" }
  | { act: "dismiss"; note: string }
  | { act: "introduce" }
  | { act: "extend" }
  | { act: "decide"; decision: CouncilDecision };
export type ClerkActName = ClerkAct["act"];

/** What the acts without more than a note are called in forms. */
const SIMPLE_ACTS = ["publish-list", "accept", "introduce", "extend"] as const;
export const simpleActSchema = z.object({ intent: choice(SIMPLE_ACTS) });

/** What must be known of a drive to say which acts it is ready for. */
export interface Readiness {
  objectionsWaiting: number;
  doubtful: number;
  /** Signatures that stand, without those that objections struck. */
  valid: number;
  /** How many more districts must bring what the law asks of them; 0 where it asks for none. */
  districtsMissing: number;
  /** A second chance was given already. */
  hadShortfall: boolean;
  /** It was given, and no second list came: what was signed meanwhile stands in no list. */
  unlisted: boolean;
}

export type Obstacle =
  | "objections-wait"
  | "lines-doubtful"
  | "too-few"
  | "districts-missing"
  | "enough"
  | "shortfall-given"
  | "no-such-step"
  | "extended";

/** What stands in the way of an act at its state; empty: it can be done. Whether it is the state, `ACTS` says. */
export function obstaclesTo(
  act: ClerkActName,
  drive: Pick<DriveRow, "required" | "definition" | "extended_at">,
  { objectionsWaiting, doubtful, valid, districtsMissing, hadShortfall, unlisted }: Readiness,
): Obstacle[] {
  const { windows } = drive.definition;
  const when = (holds: boolean, obstacle: Obstacle) => (holds ? [obstacle] : []);
  const undecided = [
    ...when(objectionsWaiting > 0, "objections-wait"),
    ...when(doubtful > 0, "lines-doubtful"),
  ];
  switch (act) {
    case "grant-shortfall":
      return [
        ...undecided,
        ...when(windows.shortfallDays === null, "no-such-step"),
        ...when(hadShortfall, "shortfall-given"),
        ...when(valid >= drive.required && districtsMissing === 0, "enough"),
      ];
    case "accept":
      return [
        ...when(objectionsWaiting > 0, "objections-wait"),
        ...when(valid < drive.required || unlisted, "too-few"),
        ...when(districtsMissing > 0, "districts-missing"),
      ];
    case "dismiss":
      return undecided;
    case "extend":
      return [
        ...when(windows.extendYears === null || windows.decideYears === null, "no-such-step"),
        ...when(drive.extended_at !== null, "extended"),
      ];
    default:
      return [];
  }
}

export async function readinessOf(db: Tx | Database, drive: DriveRow): Promise<Readiness> {
  // One after the other: a transaction has one connection.
  const objections = await countObjections(db, drive.matter_id);
  const paper = await countPaper(db, drive.matter_id);
  const lists = await listFrozenLists(db, drive.matter_id);
  return {
    objectionsWaiting: objections.waiting,
    doubtful: paper.doubtful,
    valid: drive.support_count - objections.struck,
    districtsMissing: await countMissingDistricts(db, drive),
    hadShortfall: drive.shortfall_until !== null,
    unlisted: drive.shortfall_until !== null && lists.length < 2,
  };
}

/**
 * Does one act, whole: the drive's row, its matter, the ledger's line and the letters.
 *
 * @throws PortalError "changed-meanwhile" when the drive does not stand where the act begins; "not-ready" when
 *   something else must come first; as {@link lockForClerk}
 */
export function performAct(
  db: Database,
  { act, ...by }: ByClerk & { act: ClerkAct },
  home: string,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const { spaceId, matterId, at } = by;
    const { drive } = await lockForClerk(tx, by, "drive.decide");
    const name = act.act === "decide" ? (act.decision.outcome === "rejected" ? "reject" : "adopt") : act.act;
    const from: readonly string[] = ACTS[name].from;
    if (!from.includes(drive.state)) throw new PortalError("changed-meanwhile");
    const readiness = await readinessOf(tx, drive);
    if (obstaclesTo(act.act, drive, readiness).length > 0) throw new PortalError("not-ready");
    const { line, owed = [], news, occasion = 1 } = await change(tx, drive, act, readiness, at);
    if (news) await tellStep(tx, drive, news, occasion, home, at);
    await appendToLedger(
      tx,
      [line, ...owed].map((one) => ({ spaceId, matterId, at, ...one })),
    );
  });
}

interface Changed {
  line: LedgerLine;
  /** What the council owes from here on. */
  owed?: LedgerLine[];
  news?: StepNews;
  occasion?: number;
}

async function change(
  tx: Tx,
  drive: DriveRow,
  act: ClerkAct,
  { valid }: Readiness,
  at: Date,
): Promise<Changed> {
  const { matter_id: id, definition, required } = drive;
  const { windows, keepData } = definition;
  // The signatures' data goes some time after the end, unless its time runs from the handing in.
  const end = keepData.after === "ended" ? { delete_data_at: deleteDataAt(definition, at) } : {};
  switch (act.act) {
    case "publish-list": {
      const { inspectDays } = windows;
      const until = inspectDays === null ? null : endOfStep(drive, "inspect", at, { days: inspectDays });
      await perform(tx, id, "publish-list", "clerk", { list_published_at: at, inspect_until: until });
      const { length: round } = await listFrozenLists(tx, id);
      return {
        line: { kind: "list-published", data: { round, inspectUntil: (until ?? at).toISOString() } },
        owed: await oweInspection(tx, drive, at, until, round),
        news: { step: "list-published", until: until ?? at },
        occasion: round,
      };
    }
    case "grant-shortfall": {
      const until = endOfStep(drive, "shortfall", at, { days: windows.shortfallDays ?? 0 });
      await perform(tx, id, "grant-shortfall", "clerk", {
        shortfall_until: until,
        decidable_at: null,
        clerk_note: act.note,
      });
      await meetAcceptance(tx, drive, at);
      await setDriveMatter(tx, id, until, at);
      return {
        line: {
          kind: "shortfall-granted",
          data: {
            until: until.toISOString(),
            valid,
            missing: required - valid,
            text: hashText(act.note),
          },
        },
        news: { step: "shortfall", until, note: act.note },
      };
    }
    case "accept": {
      // Where the law that the portal knows ends with this, the time of keeping begins.
      const last = windows.introduceDays === null && windows.decideYears === null ? end : {};
      await perform(tx, id, "accept", "clerk", { accepted_at: at, clerk_note: null, ...last });
      await meetAcceptance(tx, drive, at);
      return {
        line: { kind: "accepted", data: { valid } },
        owed: await oweDecisions(tx, drive, at),
        news: { step: "accepted" },
      };
    }
    case "dismiss": {
      await perform(tx, id, "dismiss", "clerk", { accepted_at: at, clerk_note: act.note, ...end });
      await meetAcceptance(tx, drive, at);
      return {
        line: { kind: "dismissed", data: { valid, text: hashText(act.note) } },
        news: { step: "dismissed", note: act.note },
      };
    }
    case "introduce": {
      // Where the law that the portal knows ends with this, the time of keeping begins.
      const last = windows.decideYears === null ? end : {};
      await perform(tx, id, "introduce", "clerk", { introduced_at: at, ...last });
      await meetIntroduction(tx, drive, at);
      return { line: { kind: "introduced", data: {} }, news: { step: "introduced" } };
    }
    case "extend": {
      if (!(await extendDecision(tx, id, "introduced", at))) throw new PortalError("changed-meanwhile");
      const years = (windows.decideYears ?? 0) + (windows.extendYears ?? 0);
      const until = endOfStep(drive, "extend", drive.accepted_at ?? at, { years });
      await extendDecisionDuty(tx, drive, until);
      return {
        line: { kind: "decision-extended", data: { until: until.toISOString() } },
        news: { step: "extended", until },
      };
    }
    case "decide": {
      const { outcome, votes } = act.decision;
      const name = outcome === "rejected" ? "reject" : "adopt";
      await perform(tx, id, name, "clerk", {
        decided_at: at,
        decision: JSON.stringify(act.decision),
        ...end,
      });
      await meetDecision(tx, drive, at);
      return {
        line: {
          kind: "council-decided",
          data: { outcome, ...votes, text: hashTexts(act.decision) },
        },
        news: { step: outcome },
      };
    }
  }
}
