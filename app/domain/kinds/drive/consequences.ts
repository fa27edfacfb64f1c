import { seoulDay } from "#app/domain/calendar/dates.ts";
import type { Effect, KindConsequences, ReachingMatter } from "#app/domain/threshold/consequences.ts";
import type { Tx } from "#db/client.ts";
import {
  type DriveRow,
  findDrive,
  listDrive,
  moveDrive,
  setDriveMatter,
  updateDrive,
} from "#db/queries/drives.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { listPauses } from "#db/queries/statutes.ts";
import { deleteDataAt, windowWithPauses } from "./calendar.ts";
import { oweDecisions } from "./council-duties.ts";
import { ACTS } from "./procedure.ts";

/** What a drive makes of its numbers. */
export const DRIVE_CONSEQUENCES: KindConsequences = {
  kind: "drive",
  line: ({ code, count }, serial) => ({
    kind: "milestone-reached",
    data: { code, threshold: count, serial },
  }),
  tell: (tx, matterId, code) => enqueue(tx, "tell-milestone", { matterId, code }),
  effects: {
    /** From here the public finds it. */
    async listed(tx, matter, reached) {
      await listDrive(tx, matter.id, reached.at);
      return beginWindow(tx, matter, reached);
    },
    /** It goes to who must deal with it. */
    async accepted(tx, matter, { at }) {
      const drive = await driveOf(tx, matter);
      const { from, to } = ACTS.refer;
      const { introduceDays, decideYears } = drive.definition.windows;
      // Where it goes on by law, the time of keeping begins with its end.
      const ends = introduceDays === null && decideYears === null;
      const change = { accepted_at: at, ...(ends && { delete_data_at: deleteDataAt(drive.definition, at) }) };
      if (!(await moveDrive(tx, matter.id, from, to, change))) return [];
      await setDriveMatter(tx, matter.id, null, at);
      return [{ kind: "accepted", data: {} }, ...(await oweDecisions(tx, drive, at))];
    },
    /** Those who lead it act next. */
    nothing: (tx, matter, reached) => beginWindow(tx, matter, reached),
  },
};

/** Where the number gives days, its window begins anew. */
const beginWindow: Effect = async (tx, matter, { threshold: { days }, at }) => {
  if (days === null) return [];
  const drive = await driveOf(tx, matter);
  const pauses = await listPauses(tx, matter.space_id, seoulDay(at));
  const until = windowWithPauses(at, { days }, drive, pauses);
  await updateDrive(tx, matter.id, { collect_until: until });
  await setDriveMatter(tx, matter.id, until, at);
  return [];
};

async function driveOf(tx: Tx, { id, space_id }: ReachingMatter): Promise<DriveRow> {
  const drive = await findDrive(tx, space_id, id);
  if (!drive) throw new Error(`There is no drive ${id}.`);
  return drive;
}
