import type { Kind } from "#app/domain/kinds/kind.ts";
import { DRIVE_CONSEQUENCES } from "./consequences.ts";
import { readDriveDocuments } from "./documents.ts";
import { readFrontDrives } from "./front.ts";
import { DRIVE_LEDGER_CHECKS } from "./ledger-checks.ts";
import { readDriveLines } from "./line.ts";
import { readOwnDrives } from "./own.ts";

/** What residents ask for by law, with their signatures. What the council owes is met by acts, so there is no reply. */
export const DRIVE = {
  consequences: DRIVE_CONSEQUENCES,
  ledgerChecks: DRIVE_LEDGER_CHECKS,
  takenBackByLeaving: true,
  documents: readDriveDocuments,
  readLines: readDriveLines,
  readRelatives: async () => [],
  readForReply: null,
  readOwn: readOwnDrives,
  readFront: readFrontDrives,
} satisfies Kind<"drive">;
