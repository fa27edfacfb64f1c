import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDuties } from "#app/domain/duty/read-duties.ts";
import { publishReply } from "#app/domain/duty/reply.ts";
import { advanceDrives } from "#app/domain/kinds/drive/advance-drives.ts";
import { type ClerkAct, performAct } from "#app/domain/kinds/drive/clerk-acts.ts";
import { handIn } from "#app/domain/kinds/drive/hand-in.ts";
import { decideObjections, makeObjection } from "#app/domain/kinds/drive/objections.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { verifyChain } from "#app/domain/ledger/verify-chain.ts";
import type { StatuteDefinition } from "#db/tables/statute-definition.ts";
import {
  createClerk,
  createPerson,
  createTestDatabase,
  directoryOf,
  type TestDatabase,
} from "./support/database.ts";
import {
  createDrive,
  createSigners,
  driveOf,
  signatureOf,
  signer,
  signingServices,
} from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";

const ORIGIN = "https://portal.test";
const NOTE = "유효한 서명이 필요한 수보다 적습니다.";
const day = (text: string) => new Date(`${text}T10:00:00+09:00`);
const lastOf = (text: string) => new Date(`${text}T23:59:59.999+09:00`);
const dayAfter = (text: string) => new Date(lastOf(text).getTime() + 1);

let database: TestDatabase;
let services: SigningServices;
let clerk: number;
beforeAll(async () => {
  database = await createTestDatabase();
  services = signingServices(database.db);
  clerk = await createClerk(database.db);
});
afterAll(() => database.close());

interface Begin {
  at: string;
  statute?: string;
  signatures?: number;
  required?: number;
  change?: (statute: StatuteDefinition) => StatuteDefinition;
}

async function begin({ at, statute, signatures = 3, required = 3, change }: Begin): Promise<number> {
  const id = await createDrive(database.db, services, { at: day(at), required, statute, change });
  const people = Array.from({ length: signatures }, (_, index) => signer(index));
  const ids = await createSigners(database.db, services.seal, people);
  for (const [index, who] of people.entries()) {
    const personId = ids[index] ?? 0;
    const signature = await signatureOf(database.db, services, id, personId, who);
    const command = {
      spaceId: FIRST_SPACE,
      matterId: id,
      personId,
      kind: "drive",
      change: "add",
      at: day(at),
      beside: signature,
    } as const;
    await services.supports.submit(command);
  }
  return id;
}
const hand = async (id: number, at: string) => {
  const { representative_id: personId } = await driveOf(database.db, id);
  return handIn(services, { spaceId: FIRST_SPACE, matterId: id, personId, at: day(at) }, ORIGIN);
};
const act = (id: number, what: ClerkAct, at: string) =>
  performAct(
    database.db,
    { spaceId: FIRST_SPACE, matterId: id, clerkId: clerk, act: what, at: day(at) },
    ORIGIN,
  );
const object = async (id: number, at: string) =>
  makeObjection(
    services,
    {
      spaceId: FIRST_SPACE,
      matterId: id,
      personId: await createPerson(database.db),
      body: "이 줄의 서명은 제 것이 아닙니다.",
      at: day(at),
    },
    ORIGIN,
  );
const answer = (id: number, objectionId: number, at: string) =>
  decideObjections(
    services,
    {
      spaceId: FIRST_SPACE,
      matterId: id,
      clerkId: clerk,
      objectionIds: [objectionId],
      input: { verdict: "rejected", answer: "서명은 본인의 것으로 확인했습니다.", struck: 0 },
      at: day(at),
    },
    ORIGIN,
  );

/** What is owed for a drive: kind, the days from and to, when it was met; days of Seoul. */
async function owed(id: number, now = day("2035-01-01")): Promise<string[]> {
  const seoul = (at: string | null) =>
    at === null ? "–" : new Date(new Date(at).getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
  const duties = await readDuties(database.db, [id], now);
  return duties.map(
    ({ kind, openedAt, dueAt, metAt }) => `${kind} ${seoul(openedAt)} ${seoul(dueAt)} ${seoul(metAt)}`,
  );
}

describe("what the council owes by law", () => {
  test("a whole drive, over leap days: each opened with its act, met by its act, with its article", async () => {
    const id = await begin({ at: "2028-01-10" });
    expect(await owed(id)).toEqual([]);
    await hand(id, "2028-02-10");
    expect(await owed(id), "publishing the list is not owed by a duty").toEqual([]);
    await act(id, { act: "publish-list" }, "2028-02-12");
    // Open until the 22nd; objections within 14 days, a leap day among them.
    expect(await owed(id)).toEqual(["council-inspection 2028-02-12 2028-03-07 –"]);
    await advanceDrives(services, lastOf("2028-02-22"));
    expect(await owed(id)).toEqual(["council-inspection 2028-02-12 2028-03-07 –"]);
    // However late the job runs, the days are the law's.
    await advanceDrives(services, day("2028-02-25"));
    expect(await owed(id)).toEqual([
      "council-inspection 2028-02-12 2028-03-07 2028-02-22",
      "council-acceptance 2028-02-22 2028-05-22 –",
    ]);
    await act(id, { act: "accept" }, "2028-02-29");
    expect((await owed(id)).slice(1)).toEqual([
      "council-acceptance 2028-02-22 2028-05-22 2028-02-29",
      "council-introduction 2028-02-29 2028-03-30 –",
      "council-decision 2028-02-29 2029-02-28 –",
    ]);
    await act(id, { act: "introduce" }, "2028-03-15");
    await act(id, { act: "extend" }, "2029-02-20");
    expect((await owed(id)).slice(2)).toEqual([
      "council-introduction 2028-02-29 2028-03-30 2028-03-15",
      "council-decision 2028-02-29 2030-02-28 –",
    ]);
    const duties = await readDuties(database.db, [id], day("2029-03-01"));
    expect(duties.map(({ office, state, article }) => [office, state, article])).toEqual([
      ["council", "met", "주민조례발안에 관한 법률 제11조제3항"],
      ["council", "met", "주민조례발안에 관한 법률 제12조"],
      ["council", "met", "주민조례발안에 관한 법률 제12조제4항"],
      ["council", "open", "주민조례발안에 관한 법률 제13조제1항 단서"],
    ]);
    expect((await readDuties(database.db, [id], dayAfter("2030-02-28"))).at(-1)?.state).toBe("overdue");
    const decision = {
      outcome: "rejected",
      votes: { for: 1, against: 9, abstained: 0 },
      articles: [],
      reasons: "",
    } as const;
    await act(id, { act: "decide", decision: { ...decision, articles: [] } }, "2030-03-05");
    expect((await owed(id)).at(-1)).toBe("council-decision 2028-02-29 2030-02-28 2030-03-05");
    const { rows } = await database.pool.query(
      "select count(*)::int as n from event where matter_id = $1 and kind = 'duty-opened'",
      [id],
    );
    expect(rows[0].n, "each stands in the ledger").toBe(4);
  });

  test("with objections the result comes with the last of them, and the three months begin then", async () => {
    const id = await begin({ at: "2026-02-02" });
    await hand(id, "2026-03-01");
    await act(id, { act: "publish-list" }, "2026-03-03");
    const first = await object(id, "2026-03-05");
    const second = await object(id, "2026-03-06");
    await answer(id, first, "2026-03-10");
    await advanceDrives(services, dayAfter("2026-03-13"));
    expect(await owed(id)).toEqual(["council-inspection 2026-03-03 2026-03-27 –"]);
    expect((await readDuties(database.db, [id], dayAfter("2026-03-27")))[0]?.state).toBe("overdue");
    await answer(id, second, "2026-03-30");
    expect(await owed(id)).toEqual([
      "council-inspection 2026-03-03 2026-03-27 2026-03-30",
      "council-acceptance 2026-03-30 2026-06-30 –",
    ]);
    await act(id, { act: "dismiss", note: NOTE }, "2026-04-02");
    expect((await owed(id)).at(-1), "dismissing it decides on it; nothing more is owed").toBe(
      "council-acceptance 2026-03-30 2026-06-30 2026-04-02",
    );
  });

  test("a shortfall is an answer in time, and what comes after it is owed anew", async () => {
    const id = await begin({ at: "2026-02-02" });
    await database.pool.query("update drive set required = 4 where matter_id = $1", [id]);
    await database.pool.query("update drive set state = 'collected' where matter_id = $1", [id]);
    await database.pool.query("update drive set required = 3 where matter_id = $1", [id]);
    await hand(id, "2026-03-01");
    await database.pool.query("update drive set required = 4 where matter_id = $1", [id]);
    await act(id, { act: "publish-list" }, "2026-03-03");
    await advanceDrives(services, dayAfter("2026-03-13"));
    await act(id, { act: "grant-shortfall", note: NOTE }, "2026-03-20");
    expect((await owed(id)).at(-1)).toBe("council-acceptance 2026-03-13 2026-06-13 2026-03-20");
    await hand(id, "2026-04-01");
    await act(id, { act: "publish-list" }, "2026-04-02");
    await advanceDrives(services, dayAfter("2026-04-12"));
    expect((await owed(id)).slice(2)).toEqual([
      "council-inspection 2026-04-02 2026-04-26 2026-04-12",
      "council-acceptance 2026-04-12 2026-07-12 –",
    ]);
  });

  test("no second list came: what there is must be decided on from the end of the shortfall", async () => {
    const id = await begin({ at: "2026-02-02" });
    await hand(id, "2026-03-01");
    await database.pool.query("update drive set required = 4 where matter_id = $1", [id]);
    await act(id, { act: "publish-list" }, "2026-03-03");
    await advanceDrives(services, dayAfter("2026-03-13"));
    await act(id, { act: "grant-shortfall", note: NOTE }, "2026-03-20");
    await advanceDrives(services, dayAfter("2026-04-09"));
    expect((await owed(id)).at(-1)).toBe("council-acceptance 2026-04-09 2026-07-09 –");
    expect((await driveOf(database.db, id)).decidable_at).toEqual(lastOf("2026-04-09"));
  });

  test("the signature that refers a petition opens what is owed from that moment", async () => {
    const change = (statute: StatuteDefinition): StatuteDefinition =>
      statute.threshold.kind === "fixed"
        ? {
            ...statute,
            threshold: {
              ...statute.threshold,
              milestones: statute.threshold.milestones.map((one) => ({ ...one, count: 3 })),
            },
          }
        : statute;
    const id = await begin({ at: "2026-02-02", statute: "council-petition", change });
    expect(await owed(id)).toEqual([
      "council-introduction 2026-02-02 2026-03-04 –",
      "council-decision 2026-02-02 2027-02-02 –",
    ]);
  });

  test("a version of a statute from before, which names fewer days: only what it names is owed", async () => {
    const change = ({ windows, articles, ...statute }: StatuteDefinition): StatuteDefinition => {
      const { objectionDays: _, acceptMonths: __, ...before } = windows;
      const { objections: ___, accept: ____, ...named } = articles;
      return { ...statute, windows: before, articles: named };
    };
    const id = await begin({ at: "2026-02-02", change });
    await hand(id, "2026-03-01");
    await act(id, { act: "publish-list" }, "2026-03-03");
    const objection = await object(id, "2026-03-05");
    await advanceDrives(services, dayAfter("2026-03-13"));
    // It was open as long as it had to be; the days for objections are not in this version.
    expect(await owed(id)).toEqual(["council-inspection 2026-03-03 2026-03-13 2026-03-13"]);
    await answer(id, objection, "2026-03-20");
    await act(id, { act: "accept" }, "2026-03-21");
    expect((await owed(id)).slice(1)).toEqual([
      "council-introduction 2026-03-21 2026-04-20 –",
      "council-decision 2026-03-21 2027-03-21 –",
    ]);
  });

  test("no reply meets it: neither of an officer of the council nor of the mayor", async () => {
    const [duty] = (await database.pool.query("select id, office_id from duty where step = 'decide'")).rows;
    const viewer = {
      personId: clerk,
      publicName: "김○○",
      district: null,
      language: "ko" as const,
      posts: [{ spaceId: 1, role: "officer" as const, officeId: Number(duty.office_id) }],
    };
    const reply = { body: "곧 의결하겠습니다.", decision: "under-study" as const };
    await expect(
      publishReply(
        database.db,
        viewer,
        1,
        Number(duty.id),
        { ...reply, expectedReplies: undefined },
        new Date(),
      ),
    ).rejects.toMatchObject({ code: "not-permitted" });
  });

  test("the ledger holds", async () => {
    const { space } = await directoryOf(database.db);
    expect(await verifyChain(database.db, space.id)).toMatchObject({ holds: true });
  });
});
