import { sql } from "kysely";
import { seoulDay } from "#app/domain/calendar/dates.ts";
import { sealSignature } from "#app/domain/kinds/drive/sign.ts";
import { createSigningServices, type SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { startDrive } from "#app/domain/kinds/drive/start-drive.ts";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import { keyRingOf, readEnvironment } from "#app/environment.ts";
import { Seal } from "#app/platform/seal.ts";
import type { Database, Tx } from "#db/client.ts";
import { findApplication, insertApplication } from "#db/queries/applications.ts";
import { findDrive, updateDrive } from "#db/queries/drives.ts";
import { findCurrentStatute } from "#db/queries/statutes.ts";
import type { DriveState } from "#db/tables/drive.ts";
import type { CouncilDecision, DriveContent } from "#db/tables/drive-draft.ts";
import type { NewRow } from "#db/tables/tables.ts";
import { inTransaction } from "#db/transaction.ts";
import { createPerson, directoryOf } from "./database.ts";
import { createSigners, signer } from "./drives.ts";
import { FIRST_SPACE } from "./first-space.ts";

/** Drives as the pages meet them: certified through the real function, signed through the real writer. */
export const DAY = 24 * 60 * 60 * 1000;

/** The keys of a portal that was started without settings, such as `startPortal` starts. */
export function portalSigning(db: Database): SigningServices {
  const environment = readEnvironment({});
  const ring = keyRingOf(environment);
  return createSigningServices(db, new SupportWriter(db, SUPPORT_PLUGS), ring, new Seal(ring), {
    receiptSecret: environment.RECEIPT_KEY,
    matchSecret: environment.IDENTITY_KEY,
    name: "127.0.0.1",
  });
}

export const WALKING: DriveContent & { title: string; request: string; category: string } = {
  title: "한울시 보행 안전과 걷기 좋은 길 조례 개정 청구",
  request: "amend",
  category: "transport",
  target: "한울시 보행 안전 및 편의 증진 조례",
  targetCode: null,
  summary:
    "학교 앞과 긴 횡단보도의 보행 신호를 느린 걸음에 맞추고, 걷기 불편한 곳을 해마다 조사해 시민에게 공개하도록 조례를 고칩니다.",
  reasons:
    "지금 조례는 보행 환경을 5년에 한 번 조사합니다. 그사이 바뀐 길은 다음 조사까지 그대로 남습니다.\n\n어르신과 어린이는 신호가 바뀌기 전에 다 건너지 못하는 곳이 많습니다. 2025년 한 해 동안 시민 제안 가운데 보행 신호에 관한 것이 41건이었습니다.",
  costs: "해마다 조사와 신호 조정에 2억 4천만 원쯤 듭니다. 지금의 교통안전 예산 안에서 쓸 수 있습니다.",
  articles: [
    {
      number: "제5조",
      title: "보행환경 조사",
      current: "시장은 5년마다 보행환경을 조사하여야 한다.",
      proposed: "시장은 해마다 보행환경을 조사하고, 그 결과를 30일 안에 시민에게 공개하여야 한다.",
    },
    {
      number: "제7조",
      title: "보행 신호",
      current: "시장은 횡단보도의 보행 신호 시간을 정할 때 보행량을 고려하여야 한다.",
      proposed:
        "시장은 횡단보도의 보행 신호 시간을 정할 때 보행량과 가장 느린 사람의 걸음을 고려하여야 한다. 어린이 보호구역에서는 1초에 0.7미터를 기준으로 한다.",
    },
    { number: "제7조의2", title: "조사단", current: null, proposed: "조사에는 시민 조사단이 함께한다." },
  ],
  exclusions: {},
};

export interface MadeDrive {
  statute?: string;
  at: Date;
  content?: Partial<typeof WALKING>;
  /** Instead of the number of the law, so that a test need not make thousands. */
  required?: number;
}

/** A drive that was certified `at` under the newest law of the city. @returns its id */
export async function makeDrive(
  db: Database,
  services: SigningServices,
  { statute = "ordinance-petition", at, content = {}, required }: MadeDrive,
): Promise<number> {
  const { space } = await directoryOf(db);
  const law = await findCurrentStatute(db, space.id, statute);
  if (!law) throw new Error(`There is no statute ${statute}.`);
  const { title, request, category, ...text } = { ...WALKING, ...content };
  const person = await createPerson(db);
  const { dataKeys } = services;
  return inTransaction(db, async (tx) => {
    const row: NewRow<"drive_application"> = {
      space_id: space.id,
      statute_id: law.id,
      person_id: person,
      state: "submitted",
      request,
      title,
      category,
      content: JSON.stringify(text),
      updated_at: at,
      submitted_at: at,
    };
    const application = await findApplication(tx, FIRST_SPACE, await insertApplication(tx, row));
    if (!application) throw new Error("The application cannot be read.");
    const id = await startDrive(tx, application, null, at, { dataKeys, home: "http://127.0.0.1" });
    if (required !== undefined) {
      await updateDrive(tx, id, { required });
      await lowerThreshold(tx, id, required);
      await tx.updateTable("matter").set({ next_threshold: required }).where("id", "=", id).execute();
    }
    return id;
  });
}

/** What no act can do: a number of a matter that is out already. */
async function lowerThreshold(tx: Tx, matterId: number, count: number): Promise<void> {
  await sql`alter table threshold disable trigger threshold_frozen`.execute(tx);
  await tx.updateTable("threshold").set({ count }).where("matter_id", "=", matterId).execute();
  await sql`alter table threshold enable trigger threshold_frozen`.execute(tx);
}

/** That many people sign, through the writer, spread evenly from `from` to `until` and unevenly over the districts. */
export async function signMany(
  db: Database,
  services: SigningServices,
  matterId: number,
  count: number,
  from: Date,
  until: Date,
): Promise<void> {
  const { districts } = await directoryOf(db);
  const people = Array.from({ length: count }, (_, index) => {
    const place = Math.floor(((index * 7_919) % 1_000) ** 2 / (1_000_000 / districts.length));
    return signer(index, { district: districts[place]?.code ?? null });
  });
  const ids = await createSigners(db, services.seal, people);
  const drive = await findDrive(db, FIRST_SPACE, matterId);
  if (!drive) throw new Error(`There is no drive ${matterId}.`);
  const span = until.getTime() - from.getTime();
  const batch: Promise<unknown>[] = [];
  let day = "";
  for (const [index, who] of people.entries()) {
    const personId = ids[index] ?? 0;
    // More on the first days, as drives go.
    const at = new Date(from.getTime() + span * (index / count) ** 1.6);
    // A group has one time: what is signed on different days is not handed in at once.
    if (seoulDay(at) !== day) await Promise.all(batch.splice(0));
    day = seoulDay(at);
    const signature = await sealSignature(services, drive, personId, who, who.district);
    batch.push(
      services.supports.submit({
        spaceId: FIRST_SPACE,
        matterId,
        personId,
        kind: "drive",
        change: "add",
        at,
        beside: signature,
      }),
    );
  }
  await Promise.all(batch);
}

/** Puts a drive at a later state as it would stand there, for looking at its page. */
export async function standAt(
  db: Database,
  matterId: number,
  state: DriveState,
  dates: Partial<
    Record<
      | "handed_in_at"
      | "list_published_at"
      | "inspect_until"
      | "shortfall_until"
      | "accepted_at"
      | "introduced_at"
      | "decided_at",
      Date
    >
  >,
  decision?: CouncilDecision,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx
      .updateTable("drive")
      .set({ state, ...dates, ...(decision && { decision: JSON.stringify(decision) }) })
      .where("matter_id", "=", matterId)
      .execute();
    if (state !== "collecting" && state !== "shortfall")
      await tx
        .updateTable("matter")
        .set({ state: "closed", ended_at: new Date() })
        .where("id", "=", matterId)
        .execute();
  });
}
