import { type FieldFault, PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { may, mayAnywhere, postsIn, type Viewer } from "#app/domain/person/permissions.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Database, Queryable, Tx } from "#db/client.ts";
import { listPublicIds } from "#db/queries/matter-lists.ts";
import {
  changePollDraft,
  findDraftVersion,
  findLook,
  insertPollDraft,
  listDraftWriters,
  listPollDrafts,
  markSubmitted,
  rememberLook,
} from "#db/queries/poll-drafts.ts";
import { listPollPictures } from "#db/queries/poll-pictures.ts";
import { findRoll } from "#db/queries/rolls.ts";
import type { PollChoice, PollDefinition } from "#db/tables/poll-definition.ts";
import { inTransaction } from "#db/transaction.ts";
import { definitionSchema, type PollDraftContent, questionsOf } from "./definition.ts";
import { draftFor, draftToWrite, maySee } from "./draft-access.ts";

const MOST_SHOWN = 100;

/** The office that somebody writes polls for: the one they name of their own, or their first. */
function officeOf(viewer: Viewer, directory: Directory, code: string | undefined) {
  const own = postsIn(viewer, directory.space.id).flatMap(({ officeId }) =>
    directory.offices.filter(
      ({ id }) => id === officeId && may(viewer, "poll.write", { space: directory.space.id, office: id }),
    ),
  );
  const office = code === undefined ? own[0] : own.find((one) => one.code === code);
  if (!office) throw new PortalError("not-permitted");
  return office;
}

/** What an office writes of: the category that it was given, else the first that the office answers for. */
function completed(
  content: PollDraftContent,
  directory: Directory,
  officeCode: string,
  now: Date,
): PollDefinition {
  const { categories } = directory;
  const own = categories.find((category) => category.officeCode === officeCode) ?? categories[0];
  return {
    ...content,
    category: content.category ?? own?.code ?? "",
    opensAt: content.opensAt ?? now.toISOString(),
  };
}

/** What a definition points at must be there: matters before everybody, and the roll. */
async function checkReferences(db: Queryable, spaceId: number, definition: PollDefinition): Promise<void> {
  const { related, who } = definition;
  const chosen = choicesOf(definition).flatMap(({ proposal }) => proposal ?? []);
  const faults: FieldFault[] = [];
  const named = [...related, ...chosen];
  const [matters, roll] = await Promise.all([
    named.length === 0 ? [] : listPublicIds(db, spaceId, named),
    who.roll === undefined ? undefined : findRoll(db, spaceId, who.roll),
  ]);
  const publicOnes = new Set<number>(matters);
  if (!related.every((id) => publicOnes.has(id))) faults.push({ field: "related", code: "unknown-choice" });
  if (!chosen.every((id) => publicOnes.has(id))) faults.push({ field: "questions", code: "unknown-choice" });
  if (who.roll !== undefined && !roll) faults.push({ field: "who.roll", code: "unknown-choice" });
  if (faults.length > 0) throw new PortalError("invalid-input", { faults });
}

/**
 * The pictures that a definition names must be its draft's own. Looked at when the draft's row is written and locked by
 * that: whoever removes pictures that no draft uses has not been there, or has seen this one
 * (`removeUnusedPollPictures`).
 */
async function checkPictures(tx: Tx, draftId: number, definition: PollDefinition): Promise<void> {
  const named = picturesOf(definition);
  if (named.length === 0) return;
  const known = new Set(await listPollPictures(tx, draftId));
  if (named.some((id) => !known.has(id)))
    throw new PortalError("invalid-input", { faults: [{ field: "picture", code: "unknown-choice" }] });
}

const choicesOf = (definition: PollDefinition): PollChoice[] =>
  questionsOf(definition).flatMap((question) => ("choices" in question ? question.choices : []));

const picturesOf = (definition: PollDefinition): string[] =>
  [...definition.briefs, ...choicesOf(definition)].flatMap(({ picture }) => picture?.id ?? []);

async function insertDraft(
  tx: Tx,
  draft: Omit<Parameters<typeof insertPollDraft>[1], "approved_at">,
): Promise<number> {
  const id = await insertPollDraft(tx, { ...draft, approved_at: null });
  await checkPictures(tx, id, draft.definition);
  return id;
}

export interface SaveServices {
  db: Database;
  directory: Directory;
  viewer: Viewer;
  now: Date;
}

/**
 * Begins a draft of an office.
 *
 * @param content as it was typed: what is missing is told when it is submitted
 * @param office the code of one of the writer's own; left out: their first
 * @returns its id, which will be the poll's
 * @throws PortalError "not-permitted", "invalid-input"
 */
export async function beginDraft(
  { db, directory, viewer, now }: SaveServices,
  content: unknown,
  office?: string,
): Promise<number> {
  const { id: officeId, code } = officeOf(viewer, directory, office);
  const spaceId = directory.space.id;
  const definition = completed(parseInput(definitionSchema(directory, false), content), directory, code, now);
  await checkReferences(db, spaceId, definition);
  return inTransaction(db, (tx) =>
    insertDraft(tx, {
      space_id: spaceId,
      office_id: officeId,
      definition,
      made_by: viewer.personId,
      updated_at: now,
      submitted_at: null,
    }),
  );
}

/**
 * Saves a draft; from then on it has to be submitted anew.
 *
 * @param seen the version that the writer began with
 * @returns the version that it has now
 * @throws PortalError "not-found", "not-permitted", "invalid-input"; "changed-meanwhile" when somebody else saved it, and
 *   nothing is saved
 */
export async function saveDraft(
  { db, directory, viewer, now }: SaveServices,
  id: number,
  content: unknown,
  seen: number,
): Promise<number> {
  const spaceId = directory.space.id;
  const draft = await draftToWrite(db, viewer, spaceId, id);
  const office = directory.offices.find((one) => one.id === draft.office_id);
  const parsed = parseInput(definitionSchema(directory, false), content);
  const definition = completed(parsed, directory, office?.code ?? "", now);
  await checkReferences(db, spaceId, definition);
  const version = await inTransaction(db, async (tx) => {
    const saved = await changePollDraft(tx, { id, version: seen, definition, by: viewer.personId, at: now });
    if (saved !== undefined) await checkPictures(tx, id, definition);
    return saved;
  });
  if (version === undefined) throw new PortalError("changed-meanwhile");
  return version;
}

/**
 * Says that a draft is finished, and may be approved as it stands.
 *
 * @throws PortalError "not-found", "not-permitted"; "invalid-input" for what is missing; "changed-meanwhile"
 */
export async function submitDraft(
  { db, directory, viewer, now }: SaveServices,
  id: number,
  seen: number,
): Promise<void> {
  const draft = await draftToWrite(db, viewer, directory.space.id, id);
  parseInput(definitionSchema(directory), draft.definition);
  const submitted = await inTransaction(db, (tx) => markSubmitted(tx, id, seen, now));
  if (!submitted) throw new PortalError("changed-meanwhile");
}

/**
 * Makes a poll that only waits for its approval, as a program does.
 *
 * @returns its id
 * @throws PortalError "not-permitted", "invalid-input"
 */
export async function makePoll(services: SaveServices, content: unknown, office?: string): Promise<number> {
  const { db, directory, viewer, now } = services;
  const spaceId = directory.space.id;
  const { id: officeId, code } = officeOf(viewer, directory, office);
  const definition = completed(parseInput(definitionSchema(directory), content), directory, code, now);
  if (definition.closesAt <= definition.opensAt)
    throw new PortalError("invalid-input", { faults: [{ field: "closesAt", code: "not-later" }] });
  await checkReferences(db, spaceId, definition);
  return inTransaction(db, (tx) =>
    insertDraft(tx, {
      space_id: spaceId,
      office_id: officeId,
      definition,
      made_by: viewer.personId,
      updated_at: now,
      submitted_at: now,
    }),
  );
}

/** What a desk shows of the drafts that somebody writes or may approve, latest first. */
export async function readDrafts(db: Queryable, viewer: Viewer, spaceId: number) {
  if (!mayAnywhere(viewer, "poll.write", spaceId)) throw new PortalError("not-permitted");
  const drafts = await listPollDrafts(db, spaceId, MOST_SHOWN);
  return drafts
    .filter(({ office_id }) => maySee(viewer, spaceId, office_id))
    .map(({ id, office_id, definition, version, made_by, updated_at, submitted_at }) => ({
      id,
      officeId: office_id,
      title: definition.title,
      version,
      own: made_by === viewer.personId,
      updatedAt: updated_at.toISOString(),
      submittedAt: submitted_at?.toISOString() ?? null,
    }));
}

/**
 * A draft, and what it was when the reader looked at it last.
 *
 * @throws PortalError "not-found"
 */
export async function readDraft(db: Queryable, viewer: Viewer | null, spaceId: number, id: number) {
  const draft = await draftFor(db, viewer, spaceId, id);
  const personId = viewer?.personId ?? 0;
  const [looked, writers] = await Promise.all([findLook(db, id, personId), listDraftWriters(db, id)]);
  const before = looked === undefined ? undefined : await findDraftVersion(db, id, looked);
  return {
    id,
    officeId: draft.office_id,
    definition: draft.definition,
    version: draft.version,
    updatedAt: draft.updated_at.toISOString(),
    submittedAt: draft.submitted_at?.toISOString() ?? null,
    approvedAt: draft.approved_at?.toISOString() ?? null,
    mayWrite: may(viewer, "poll.write", { space: spaceId, office: draft.office_id }),
    /** Not by who wrote any of it. */
    mayApprove: may(viewer, "poll.approve", { space: spaceId }) && !writers.has(personId),
    /** As the reader saw it last; null: they never did. */
    looked: before ? { version: before.version, definition: before.definition } : null,
  };
}

export type PollDraftView = Awaited<ReturnType<typeof readDraft>>;

/** The reader says that they have seen this version: what changes after it is shown to them as changed. */
export async function lookedAtDraft(
  db: Queryable,
  viewer: Viewer,
  spaceId: number,
  id: number,
  version: number,
): Promise<void> {
  const draft = await draftFor(db, viewer, spaceId, id);
  if (version < 1 || version > draft.version) throw new PortalError("bad-request");
  await rememberLook(db, { draft_id: id, person_id: viewer.personId, version });
}
