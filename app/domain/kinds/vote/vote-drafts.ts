import { seoulDay } from "#app/domain/calendar/dates.ts";
import { type FieldFault, PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import type { Pause } from "#app/domain/kinds/drive/calendar.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { submitOnce } from "#app/domain/submit-once.ts";
import type { Database, Queryable } from "#db/client.ts";
import { findDrive } from "#db/queries/drives.ts";
import { listDaysOff, listPauses } from "#db/queries/statutes.ts";
import {
  changeVoteDraft,
  findVoteDraft,
  insertVoteDraft,
  listVoteDrafts,
  listVoteWriters,
} from "#db/queries/vote-drafts.ts";
import type { DriveState } from "#db/tables/drive.ts";
import type { VoteLaw } from "#db/tables/statute-definition.ts";
import type { VoteDefinition } from "#db/tables/vote.ts";
import { inTransaction } from "#db/transaction.ts";
import { ownCommission } from "./commission.ts";
import { definitionSchema } from "./definition.ts";
import { findVoteLaw, VOTE_STATUTE } from "./vote-law.ts";
import { electionPauses, type VotingDay, votingDay } from "./voting-day.ts";

const MOST_SHOWN = 100;

/** Its list was accepted: the vote that it demands must be held (Residents' Voting Act, article 13). */
const LEADS_TO_A_VOTE: readonly DriveState[] = ["accepted", "introduced"];

export interface VoteWriting {
  db: Database;
  directory: Directory;
  viewer: Viewer;
  now: Date;
}

/**
 * Holds what was written against the law and against what is there: the notice is no later than today and in no pause of
 * an election, the voting day is still ahead, and a drive that it comes from was accepted.
 *
 * @returns when the vote would be held, and under which law
 * @throws PortalError "not-ready" when no law says how a vote is held; "invalid-input"
 */
export async function holdToLaw(db: Queryable, spaceId: number, definition: VoteDefinition, now: Date) {
  const found = await findVoteLaw(db, spaceId);
  if (!found) throw new PortalError("not-ready");
  const { source, noticedOn } = definition;
  const [{ day, pauses }, drive] = await Promise.all([
    dayOfVote(db, spaceId, found.law, noticedOn),
    source.by === "drive" ? findDrive(db, spaceId, source.drive) : undefined,
  ]);
  const today = seoulDay(now);
  const faults: FieldFault[] = [];
  if (noticedOn > today || day.day <= today) faults.push({ field: "noticedOn", code: "out-of-range" });
  else if (pauses.some(({ from, until }) => from <= noticedOn && noticedOn <= until))
    faults.push({ field: "noticedOn", code: "in-pause" });
  const demands =
    drive?.statute_code === VOTE_STATUTE &&
    drive.visibility === "public" &&
    LEADS_TO_A_VOTE.includes(drive.state);
  if (source.by === "drive" && !demands) faults.push({ field: "drive", code: "unknown-choice" });
  if (faults.length > 0) throw new PortalError("invalid-input", { faults });
  return { ...found, day };
}

/** When a vote of that notice is held, and the days that elections keep free from then on. */
async function dayOfVote(
  db: Queryable,
  spaceId: number,
  law: VoteLaw,
  noticedOn: string,
): Promise<{ day: VotingDay; pauses: Pause[] }> {
  const [elections, daysOff] = await Promise.all([
    listPauses(db, spaceId, noticedOn),
    listDaysOff(db, spaceId),
  ]);
  const pauses = electionPauses(law, elections);
  return { day: votingDay(law, noticedOn, pauses, daysOff), pauses };
}

/**
 * Writes a draft, or its next version. It is whole from the beginning: a second officer may approve it as it stands.
 *
 * @param draft left out: a new one, once however often the same is sent; `seen`: the version that the writer began with
 * @returns its id, which will be the vote's
 * @throws PortalError "not-permitted", "not-found", "not-ready", "invalid-input"; "changed-meanwhile" when somebody else
 *   saved or approved it, and nothing is saved
 */
export async function writeVoteDraft(
  { db, directory, viewer, now }: VoteWriting,
  content: unknown,
  draft?: { id: number; seen: number },
): Promise<number> {
  const office = ownCommission(viewer, directory);
  const spaceId = directory.space.id;
  const definition = parseInput(definitionSchema(directory), content);
  await holdToLaw(db, spaceId, definition, now);
  const written = { definition, by: viewer.personId, at: now };
  if (!draft) {
    const content = [JSON.stringify(definition)];
    const sent = { personId: viewer.personId, act: "vote-draft", about: spaceId, content } as const;
    return inTransaction(db, (tx) =>
      submitOnce(tx, sent, now, () =>
        insertVoteDraft(tx, { space_id: spaceId, office_id: office.id }, written),
      ),
    );
  }
  return inTransaction(db, async (tx) => {
    const standing = await findVoteDraft(tx, spaceId, draft.id);
    if (!standing) throw new PortalError("not-found");
    const saved =
      standing.version === draft.seen && (await changeVoteDraft(tx, draft.id, draft.seen, written));
    if (!saved) throw new PortalError("changed-meanwhile");
    return draft.id;
  });
}

/** What waits for a second officer, latest first. @throws PortalError "not-permitted" */
export async function readVoteDrafts(db: Queryable, viewer: Viewer, directory: Directory) {
  ownCommission(viewer, directory);
  const drafts = await listVoteDrafts(db, directory.space.id, MOST_SHOWN);
  return drafts.map(({ id, definition, written_at }) => ({
    id,
    title: definition.title,
    writtenAt: written_at.toISOString(),
  }));
}

/** A draft for an officer of the commission. @throws PortalError "not-permitted", "not-found" */
export async function readVoteDraft(db: Queryable, viewer: Viewer, directory: Directory, id: number) {
  ownCommission(viewer, directory);
  const spaceId = directory.space.id;
  const draft = await findVoteDraft(db, spaceId, id);
  if (!draft) throw new PortalError("not-found");
  const [writers, found] = await Promise.all([listVoteWriters(db, id), findVoteLaw(db, spaceId)]);
  const { definition } = draft;
  return {
    id,
    version: draft.version,
    definition,
    writtenAt: draft.written_at.toISOString(),
    approved: draft.approved_at !== null,
    /** When it would be held by the law in force; null: no law says. */
    day: found ? (await dayOfVote(db, spaceId, found.law, definition.noticedOn)).day : null,
    /** Not by who wrote any of it. */
    mayApprove: !writers.has(viewer.personId),
  };
}
