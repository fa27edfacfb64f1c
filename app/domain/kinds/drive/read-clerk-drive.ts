import { PortalError } from "#app/domain/errors.ts";
import type { Database } from "#db/client.ts";
import { listAbuseSigns } from "#db/queries/abuse-signs.ts";
import { findDrive } from "#db/queries/drives.ts";
import { listFrozenLists } from "#db/queries/frozen-lists.ts";
import { listObjections } from "#db/queries/objections.ts";
import { countPaper, countRegister } from "#db/queries/paper.ts";
import { countSigned } from "#db/queries/signatures.ts";
import { type ClerkActName, obstaclesTo, readinessOf } from "./clerk-acts.ts";
import { nextDate } from "./next-date.ts";
import { actsAt } from "./procedure.ts";

/** A drive as the clerk has it on the desk; nothing in it names a signer. @throws PortalError "not-found" */
export async function readClerkDrive(db: Database, spaceId: number, matterId: number) {
  const drive = await findDrive(db, spaceId, matterId);
  if (!drive) throw new PortalError("not-found");
  const [readiness, signed, paper, register, frozen, objections, signs] = await Promise.all([
    readinessOf(db, drive),
    drive.kept_counts ?? countSigned(db, matterId),
    countPaper(db, matterId),
    countRegister(db, matterId),
    listFrozenLists(db, matterId),
    listObjections(db, matterId),
    listAbuseSigns(db, matterId),
  ]);
  const acts = clerkActsAt(drive.stage).map((act) => ({
    act,
    obstacles: obstaclesTo(act, drive, readiness),
  }));
  return {
    drive,
    readiness,
    signed,
    paper,
    register,
    frozen,
    objections,
    signs,
    acts,
    next: nextDate(drive),
  };
}

export type ClerkDrive = Awaited<ReturnType<typeof readClerkDrive>>;

/** The clerk's acts at a stage; to adopt and to reject are one form: the council's decision. */
function clerkActsAt(stage: Parameters<typeof actsAt>[0]): ClerkActName[] {
  const acts = actsAt(stage, "clerk").flatMap((act): ClerkActName[] => {
    switch (act) {
      case "publish-list":
      case "grant-shortfall":
      case "accept":
      case "dismiss":
      case "introduce":
      case "extend":
        return [act];
      case "adopt":
        return ["decide"];
      default:
        return [];
    }
  });
  return acts;
}
