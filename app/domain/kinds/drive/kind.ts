import type { Kind } from "#app/domain/kinds/kind.ts";
import { DRIVE_CONSEQUENCES } from "./consequences.ts";
import { readDriveDocuments } from "./documents.ts";
import { readFrontDrives } from "./front.ts";
import { DRIVE_LEDGER_CHECKS } from "./ledger-checks.ts";
import { readDriveLines, readDriveProgress } from "./line.ts";
import { DRIVE_DATA } from "./open-data.ts";
import { readOwnDrives } from "./own.ts";
import { readSharedDrive } from "./shared.ts";

/** What residents ask for by law, with their signatures. What the council owes is met by acts, so there is no reply. */
export const DRIVE = {
  consequences: DRIVE_CONSEQUENCES,
  ledgerChecks: DRIVE_LEDGER_CHECKS,
  takenBackByLeaving: true,
  notices: { supporters: false, letters: ["milestone-reached", "accepted", "dismissed", "council-decided"] },
  dataSets: [DRIVE_DATA],
  documents: readDriveDocuments,
  readLines: readDriveLines,
  readProgress: readDriveProgress,
  readShared: readSharedDrive,
  inParticipation: false,
  inCalendar: true,
  readRelatives: async () => [],
  readForReply: null,
  readOwn: readOwnDrives,
  readFront: readFrontDrives,
} satisfies Kind<"drive">;
