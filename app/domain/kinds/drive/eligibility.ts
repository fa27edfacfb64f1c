import { endOfPeriod, seoulDay, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import type { PersonalData } from "#app/domain/person/personal-data.ts";
import type { DriveState } from "#db/tables/drive.ts";
import type { StatuteDefinition } from "#db/tables/statute-definition.ts";
import { isPaused, type Pause } from "./calendar.ts";

/** Why somebody may not sign, with what a page needs to explain it. Days are YYYY-MM-DD in Seoul. */
export type Ineligibility =
  | { code: "not-collecting"; state: DriveState }
  | { code: "window-over"; until: string }
  | { code: "paused"; until: string }
  | { code: "already-signed" }
  | { code: "age-unknown" }
  | { code: "too-young"; minAge: number; from: string }
  | { code: "not-resident" }
  | { code: "foreigner" }
  | { code: "foreigner-too-recent"; years: number; from: string };

export interface Signer {
  /** A district of this municipality; null: registered elsewhere. */
  district: string | null;
  data: Pick<PersonalData, "birthDate" | "foreigner" | "permanentResidenceSince">;
}

export interface SignableDrive {
  state: DriveState;
  closesAt: Date;
  definition: Pick<StatuteDefinition, "eligibility" | "pausesForElections">;
  pauses: Pause[];
  alreadySigned: boolean;
}

/**
 * Everything that stands against somebody's signature at that moment; empty: they may sign. Who leads a drive may
 * sign it too. The window comes first, then the person.
 */
export function ineligibilities(signer: Signer, drive: SignableDrive, at: Date): Ineligibility[] {
  return [...againstWindow(drive, at), ...personIneligibilities(signer, drive.definition.eligibility, at)];
}

function againstWindow(drive: SignableDrive, at: Date): Ineligibility[] {
  if (drive.alreadySigned) return [{ code: "already-signed" }];
  // A shortfall is made good by further signatures.
  if (drive.state !== "collecting" && drive.state !== "shortfall")
    return [{ code: "not-collecting", state: drive.state }];
  if (at > drive.closesAt) return [{ code: "window-over", until: seoulDay(drive.closesAt) }];
  if (!drive.definition.pausesForElections || !isPaused(at, drive.pauses)) return [];
  const day = seoulDay(at);
  const running = drive.pauses.filter(({ from, until }) => from <= day && day <= until);
  return [
    {
      code: "paused",
      until:
        running
          .map(({ until }) => until)
          .sort()
          .at(-1) ?? day,
    },
  ];
}

/** What stands against somebody by who they are, whenever it is signed: for signers and for who leads a drive. */
export function personIneligibilities(
  { district, data }: Signer,
  { minAge, resident, foreignersAfterYears }: StatuteDefinition["eligibility"],
  at: Date,
): Ineligibility[] {
  const reasons: Ineligibility[] = [];
  if (minAge > 0) {
    const from = data.birthDate === null ? undefined : dayOfAge(data.birthDate, minAge);
    if (from === undefined) reasons.push({ code: "age-unknown" });
    else if (seoulDay(at) < from) reasons.push({ code: "too-young", minAge, from });
  }
  if (resident && district === null) reasons.push({ code: "not-resident" });
  if (data.foreigner) {
    const since = data.permanentResidenceSince;
    const first = since === null ? undefined : startOfSeoulDay(since);
    if (foreignersAfterYears === null || first === undefined) reasons.push({ code: "foreigner" });
    else {
      const end = foreignersAfterYears === 0 ? first : endOfPeriod(first, { years: foreignersAfterYears });
      if (at <= end)
        reasons.push({
          code: "foreigner-too-recent",
          years: foreignersAfterYears,
          from: seoulDay(new Date(end.getTime() + 1)),
        });
    }
  }
  return reasons;
}

/**
 * The day somebody comes to an age: the birthday itself, because the day of birth counts (Civil Act, article 158).
 * Who was born on 29 February comes to it on 1 March of a year that has none.
 */
export function dayOfAge(birthDate: string, age: number): string | undefined {
  if (!startOfSeoulDay(birthDate)) return undefined;
  const day = `${String(Number(birthDate.slice(0, 4)) + age).padStart(4, "0")}${birthDate.slice(4)}`;
  return startOfSeoulDay(day) ? day : `${day.slice(0, 4)}-03-01`;
}
