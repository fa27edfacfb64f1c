import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { sql } from "kysely";
import { z } from "zod";
import { collectUntil } from "#app/domain/kinds/drive/calendar.ts";
import { countPaperLines, type PaperChange } from "#app/domain/kinds/drive/count-paper.ts";
import { draftHash } from "#app/domain/kinds/drive/draft.ts";
import {
  addRecipient,
  confirmListRecipient,
  readRecipients,
} from "#app/domain/kinds/drive/list-recipients.ts";
import { sealPaperLine } from "#app/domain/kinds/drive/personal.ts";
import { sealSignature } from "#app/domain/kinds/drive/sign.ts";
import { createSigningServices, type SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { statuteSchema, thresholdsOf } from "#app/domain/kinds/drive/statute.ts";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { type PersonalData, sealPersonalData } from "#app/domain/person/personal-data.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import { nextCount, writeThresholds } from "#app/domain/threshold/write-thresholds.ts";
import { KeyRing } from "#app/platform/key-ring.ts";
import { KEY_VERSION } from "#app/platform/matcher.ts";
import { Seal } from "#app/platform/seal.ts";
import type { Database, Tx } from "#db/client.ts";
import { findDrive, insertDrive, lockDriveMatter } from "#db/queries/drives.ts";
import { insertMatter } from "#db/queries/matters.ts";
import { insertPersons } from "#db/queries/persons.ts";
import { insertStatute } from "#db/queries/statutes.ts";
import type { DriveDraft } from "#db/tables/drive-draft.ts";
import type { StatuteDefinition } from "#db/tables/statute-definition.ts";
import { inTransaction } from "#db/transaction.ts";
import { createClerk, createPerson, directoryOf } from "./database.ts";
import { FIRST_SPACE } from "./first-space.ts";

const SEED = resolve(import.meta.dirname, "../../db/seed/statutes.json");
export const TEST_KEY = "tests-personal-data-key-of-32-characters-and-more";

/** The kinds of drives that the portal comes with. */
export async function readStatuteSeed(): Promise<StatuteDefinition[]> {
  return z.array(statuteSchema).parse(JSON.parse(await readFile(SEED, "utf8")));
}

export async function statuteOf(code: string): Promise<StatuteDefinition> {
  const found = (await readStatuteSeed()).find((statute) => statute.code === code);
  if (!found) throw new Error(`There is no statute ${code}.`);
  return found;
}

export function signingServices(db: Database, ring = KeyRing.of(TEST_KEY)): SigningServices {
  const settings = { receiptSecret: "r".repeat(32), matchSecret: "m".repeat(32), name: "portal.test" };
  return createSigningServices(db, new SupportWriter(db, SUPPORT_PLUGS), ring, new Seal(ring), settings);
}

export const DRAFT: DriveDraft = {
  statute: "ordinance-petition",
  version: 1,
  request: "enact",
  title: "어린이 보행안전 조례 제정 청구",
  target: "한울시 어린이 보행안전 조례",
  targetCode: null,
  summary: "학교 앞 길을 어린이가 안전하게 걷게 합니다.",
  reasons: "사고가 이어지고 있습니다.",
  costs: "해마다 3억 원쯤 듭니다.",
  articles: [{ number: "제1조", title: "목적", current: null, proposed: "어린이의 보행안전을 정한다." }],
};

/** What stands of a drive's signatures, counted from the rows; what is kept beside its count must be the same. */
export async function countSigned(
  db: Database,
  matterId: number,
): Promise<{ online: number; paper: number }> {
  const { rows } = await sql<{ online: number; paper: number; kept: number }>`
    select (select count(*) from support where matter_id = ${matterId})::int as online,
      (select count(*) from paper_line where matter_id = ${matterId} and state = 'counted')::int as paper,
      coalesce((select counted from drive_count where matter_id = ${matterId}), 0) as kept`.execute(db);
  const [{ kept, ...counted } = { online: 0, paper: 0, kept: 0 }] = rows;
  if (kept !== counted.paper)
    throw new Error(`${kept} lines are kept as counted, and ${counted.paper} count.`);
  return counted;
}

export interface DriveOptions {
  at: Date;
  required?: number;
  /** Changes the seed's statute, as an operator would. */
  change?: (statute: StatuteDefinition) => StatuteDefinition;
  statute?: string;
  /** The space it is of, when it is not the first. */
  directory?: Directory;
  title?: string;
}

/** A drive that was certified `at`, of a statute version of its own. */
export async function createDrive(
  db: Database,
  { dataKeys }: Pick<SigningServices, "dataKeys">,
  options: DriveOptions,
): Promise<number> {
  const { at, required = 5, change = (same) => same, statute = "ordinance-petition" } = options;
  const { space, categories } = options.directory ?? (await directoryOf(db));
  const { title = DRAFT.title } = options;
  const category = categories.find(({ code }) => code === "transport")?.code ?? categories[0]?.code ?? "";
  const definition = change(await statuteOf(statute));
  const representative = await createPerson(db);
  return inTransaction(db, async (tx) => {
    const { version } = await tx
      .selectFrom("statute")
      .select((eb) => eb.fn.coalesce(eb.fn.max("version"), eb.lit(0)).as("version"))
      .where("code", "=", definition.code)
      .executeTakeFirstOrThrow();
    const statuteId = await insertStatute(tx, {
      space_id: space.id,
      code: definition.code,
      version: version + 1,
      definition: JSON.stringify(definition),
      published_at: at,
    });
    const closesAt = collectUntil(at, definition, [], null);
    const thresholds = thresholdsOf(definition, required);
    const matterId = await insertMatter(tx, {
      space_id: space.id,
      kind: "drive",
      state: "open",
      title,
      body: DRAFT.summary,
      category,
      district: null,
      author_id: representative,
      rule_set_id: null,
      visibility: definition.visibility === "listed" ? "public" : "unlisted",
      opened_at: at,
      opens_at: at,
      closes_at: closesAt,
      withdrawable_until: null,
      updated_at: at,
      text_fixed_at: at,
      next_threshold: nextCount(thresholds, 0),
    });
    const { id: applicationId } = await tx
      .insertInto("drive_application")
      .values({
        space_id: space.id,
        statute_id: statuteId,
        person_id: representative,
        state: "certified",
        request: DRAFT.request,
        title,
        category,
        content: JSON.stringify({ ...DRAFT, exclusions: {} }),
        updated_at: at,
        submitted_at: at,
        matter_id: matterId,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await insertDrive(tx, {
      matter_id: matterId,
      application_id: applicationId,
      statute_id: statuteId,
      representative_id: representative,
      state: "collecting",
      listed_at: definition.visibility === "listed" ? at : null,
      request: DRAFT.request,
      draft: JSON.stringify(DRAFT),
      draft_hash: draftHash(DRAFT),
      certificate: `2026-${matterId}`,
      required: definition.threshold.kind === "fixed" ? (thresholds.at(-1)?.count ?? 1) : required,
      data_key_id: await dataKeys.create(tx, at),
      certified_at: at,
      collect_until: closesAt,
    });
    await writeThresholds(tx, matterId, thresholds);
    return matterId;
  });
}

/** A recipient of lists that one clerk put on file and another confirmed. @returns its number, as a form sends it */
export async function createRecipient(db: Database, key: string): Promise<string> {
  const [first, second] = [await createClerk(db), await createClerk(db)];
  const by = { spaceId: FIRST_SPACE, at: new Date("2026-01-20T00:00:00Z") };
  await addRecipient(db, { ...by, clerkId: first }, { name: "한울시의회 의장실", key });
  const found = (await readRecipients(db, FIRST_SPACE, first)).find((one) => one.key === key);
  if (!found) throw new Error("The recipient is not on file.");
  await confirmListRecipient(db, { ...by, clerkId: second, id: found.id });
  return String(found.id);
}

export const driveOf = async (db: Database, matterId: number, spaceId = FIRST_SPACE) => {
  const drive = await findDrive(db, spaceId, matterId);
  if (!drive) throw new Error(`There is no drive ${matterId}.`);
  return drive;
};

export interface TestSigner extends PersonalData {
  district: string | null;
}

/** Somebody who may sign, with a name of their own. */
export function signer(number: number, change: Partial<TestSigner> = {}): TestSigner {
  return {
    name: `서명인${number}`,
    birthDate: `1980-01-${String((number % 28) + 1).padStart(2, "0")}`,
    email: null,
    address: `솔밭길 ${number}번`,
    foreigner: false,
    permanentResidenceSince: null,
    district: "garam",
    ...change,
  };
}

/** Ids of persons with these data, sealed as a sign-in would. */
export function createSigners(db: Database, seal: Seal, signers: TestSigner[]): Promise<number[]> {
  return inTransaction(db, (tx) =>
    insertPersons(
      tx,
      signers.map(({ district, ...data }) => {
        const hash = randomBytes(32);
        return {
          identity_hash: hash,
          public_name: "서○○",
          sealed: sealPersonalData(seal, hash, data),
          district,
          language: "ko" as const,
          created_at: new Date("2026-01-05T00:00:00Z"),
        };
      }),
    ),
  );
}

/** Lines of one sheet, entered as a clerk would: who signed online is refused, the others count. */
export function enterPaper(
  db: Database,
  services: SigningServices,
  matterId: number,
  sheet: number,
  people: TestSigner[],
  at: Date,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const matter = await lockDriveMatter(tx, FIRST_SPACE, matterId);
    const key = await services.dataKeys.of((await driveOf(tx, matterId)).data_key_id);
    if (!matter || !key) throw new Error("There is no such drive.");
    const { id: sheetId } = await tx
      .insertInto("paper_sheet")
      .values({
        matter_id: matterId,
        number: sheet,
        source: "hand",
        entered_by: await createPersonIn(tx),
        entered_at: at,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const changes: PaperChange[] = [];
    for (const [index, { name, birthDate, address, district }] of people.entries()) {
      const hash = services.matcher.hash(matterId, name, birthDate ?? "");
      const online = await tx
        .selectFrom("signature")
        .select("person_id")
        .where("matter_id", "=", matterId)
        .where("match_hash", "=", hash)
        .executeTakeFirst();
      const state = online ? "refused" : "counted";
      const reasons = online ? ["signed-online"] : [];
      changes.push({ sheetId, sheet, line: index + 1, before: null, state, reasons });
      await tx
        .insertInto("paper_line")
        .values({
          sheet_id: sheetId,
          line: index + 1,
          matter_id: matterId,
          district,
          sealed: sealPaperLine(key, matterId, sheetId, index + 1, { name, birthDate, address, district }),
          match_hash: hash,
          key_version: KEY_VERSION,
          state,
          reasons,
        })
        .execute();
    }
    return countPaperLines(tx, matter, changes, { at, by: null });
  });
}

const createPersonIn = async (tx: Tx): Promise<number> => {
  const [id] = await insertPersons(tx, [
    {
      identity_hash: randomBytes(32),
      public_name: "직○○",
      sealed: Buffer.from("sealed"),
      district: null,
      language: "ko",
      created_at: new Date("2026-01-05T00:00:00Z"),
    },
  ]);
  if (id === undefined) throw new Error("No person was made.");
  return id;
};

/** A signature for the writer, without the questions that come before it. */
export const signatureOf = async (
  db: Database,
  services: SigningServices,
  matterId: number,
  personId: number,
  who: TestSigner,
  spaceId = FIRST_SPACE,
) => sealSignature(services, await driveOf(db, matterId, spaceId), personId, who, who.district);
