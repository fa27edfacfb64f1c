import { type FieldFault, PortalError } from "#app/domain/errors.ts";
import { faultOf, parseInput } from "#app/domain/input.ts";
import { openPersonalData } from "#app/domain/person/personal-data.ts";
import type { WritingWindow } from "#app/domain/writing-window.ts";
import type { Seal } from "#app/platform/seal.ts";
import type { Database, Queryable } from "#db/client.ts";
import { EMPTY_CONTENT } from "#db/empty-content.ts";
import {
  type ApplicationRow,
  changeApplication,
  deleteDraftApplication,
  findApplication,
  insertApplication,
  keepApplicationPart,
  listHelpers,
} from "#db/queries/applications.ts";
import { findPerson } from "#db/queries/persons.ts";
import { findCurrentStatute } from "#db/queries/statutes.ts";
import { inTransaction } from "#db/transaction.ts";
import { applicationSchema, draftSchemas, stepsOf } from "./application-schema.ts";
import { personIneligibilities } from "./eligibility.ts";
import { NO_INVITATION } from "./helpers.ts";
import { type StartOptions, startDrive } from "./start-drive.ts";

/** In these the representative may still write. */
export const WRITABLE = ["draft", "correction"] as const;

/**
 * Begins an application of a kind, under the version of the law that is in force.
 *
 * @returns its id
 * @throws PortalError "not-found" for a kind that there is none of
 */
export async function beginApplication(
  db: Database,
  space: { id: number; categories: readonly { code: string }[] },
  personId: number,
  statuteCode: string,
  now: Date,
): Promise<number> {
  const statute = isStatuteCode(statuteCode)
    ? await findCurrentStatute(db, space.id, statuteCode)
    : undefined;
  const category = space.categories.at(-1);
  const request = statute?.definition.requests.at(0);
  if (!statute || !category || !request) throw new PortalError("not-found");
  return insertApplication(db, {
    space_id: space.id,
    statute_id: statute.id,
    person_id: personId,
    state: "draft",
    request: request.code,
    title: "",
    category: category.code,
    content: JSON.stringify(EMPTY_CONTENT),
    updated_at: now,
  });
}

/** What a form sent: a text that can be no code is not asked for. */
const isStatuteCode = (code: string) => /^[a-z][a-z0-9-]{1,40}$/.test(code);

export type ApplicationReader = "representative" | "helper" | "clerk";

/**
 * An application for those whom it concerns: the representative, who stands beside them, and the clerk once it was
 * handed in.
 *
 * @throws PortalError "not-found" for everybody else: whether there is one is nobody's business
 */
export async function readApplication(
  db: Queryable,
  spaceId: number,
  id: number,
  reader: { personId: number; isClerk: boolean },
) {
  const [application, helpers] = await Promise.all([findApplication(db, spaceId, id), listHelpers(db, id)]);
  if (!application) throw new PortalError("not-found");
  const as = readerOf(application, helpers, reader);
  if (!as) throw new PortalError("not-found");
  return {
    ...application,
    helpers,
    reader: as,
    faults: faultsOf(application),
    steps: stepsOfRow(application),
  };
}

export type ReadApplication = Awaited<ReturnType<typeof readApplication>>;

function readerOf(
  application: ApplicationRow,
  helpers: readonly { id: number }[],
  { personId, isClerk }: { personId: number; isClerk: boolean },
): ApplicationReader | undefined {
  if (application.person_id === personId) return "representative";
  if (helpers.some(({ id }) => id === personId)) return "helper";
  return isClerk && application.state !== "draft" ? "clerk" : undefined;
}

const stepsOfRow = ({ definition, request }: ApplicationRow) => stepsOf(definition, request);

/** What it still lacks to be handed in. */
export function faultsOf(application: ApplicationRow): FieldFault[] {
  const { definition, request, title, content } = application;
  const result = applicationSchema(definition, request).safeParse({ ...content, title });
  return result.success ? [] : result.error.issues.map(faultOf);
}

export type DraftPart = "subject" | "text" | "reasons" | "checks";

/**
 * Keeps one step of an application, as unfinished as it may be.
 *
 * @param window whose writing it is; left out, it is kept over whatever is there
 * @throws PortalError "invalid-input" for what cannot be kept, "changed-meanwhile" when it is no longer being written,
 *   or another window saved something else in this step
 */
export async function keepPart(
  db: Database,
  application: Pick<ApplicationRow, "id" | "space_id" | "definition">,
  person_id: number,
  categories: readonly { code: string }[],
  part: DraftPart,
  input: unknown,
  now: Date,
  window?: WritingWindow,
): Promise<void> {
  const { id, space_id, definition } = application;
  const schemas = draftSchemas(definition, categories);
  const kept = { ...changeOf(), step: part, tab: window?.tab ?? null, seen: window?.seen, updated_at: now };
  if (!(await keepApplicationPart(db, { id, space_id, person_id }, WRITABLE, kept)))
    throw new PortalError("changed-meanwhile");

  function changeOf() {
    if (part !== "subject") return { content: parseInput(schemas[part], input) };
    const { request, category, title, ...content } = parseInput(schemas.subject, input);
    return { request: request ?? "", category: category ?? "", title, content };
  }
}

/**
 * Hands an application in: the clerk is next, or nobody when the statute asks for no certificate, and then the drive
 * begins at once. Only who may sign it may lead it (Act on Residents' Ordinance Petitions, articles 2 and 6).
 *
 * @returns the drive's id when it began
 * @throws PortalError "invalid-input" when it is unfinished or excluded, "representative-not-eligible",
 *   "changed-meanwhile"
 */
export function submitApplication(
  db: Database,
  spaceId: number,
  id: number,
  personId: number,
  now: Date,
  { seal, ...options }: StartOptions & { seal: Pick<Seal, "open"> },
): Promise<number | null> {
  return inTransaction(db, async (tx) => {
    const state = { state: "submitted", submitted_at: now, updated_at: now, clerk_note: null } as const;
    if (!(await changeApplication(tx, spaceId, id, WRITABLE, state, personId)))
      throw new PortalError("changed-meanwhile");
    // Read after the change, which holds the row: what is checked is what is handed in.
    const application = await findApplication(tx, spaceId, id);
    if (!application) throw new PortalError("not-found");
    const faults = faultsOf(application);
    if (faults.length > 0) throw new PortalError("invalid-input", { faults });
    const person = await findPerson(tx, personId);
    if (!person) throw new PortalError("not-found");
    const data = openPersonalData(seal, person);
    const { eligibility } = application.definition;
    if (personIneligibilities({ district: person.district, data }, eligibility, now).length > 0)
      throw new PortalError("representative-not-eligible");
    if (application.definition.certification === "clerk") return null;
    return startDrive(tx, application, null, now, options);
  });
}

/**
 * Takes an application back: a draft is gone, one that was handed in stays on record as withdrawn.
 *
 * @throws PortalError "changed-meanwhile" when it was decided already
 */
export async function withdrawApplication(
  db: Database,
  spaceId: number,
  id: number,
  personId: number,
  now: Date,
): Promise<"deleted" | "withdrawn"> {
  if (await deleteDraftApplication(db, spaceId, id, personId)) return "deleted";
  const change = { state: "withdrawn", updated_at: now, ...NO_INVITATION } as const;
  if (await changeApplication(db, spaceId, id, ["submitted", "correction"], change, personId))
    return "withdrawn";
  throw new PortalError("changed-meanwhile");
}
