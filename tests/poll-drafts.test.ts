import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { approvePoll } from "#app/domain/kinds/poll/approve-poll.ts";
import { electorReasons } from "#app/domain/kinds/poll/cast-ballot.ts";
import {
  beginDraft,
  lookedAtDraft,
  readDraft,
  readDrafts,
  saveDraft,
  submitDraft,
} from "#app/domain/kinds/poll/drafts.ts";
import { correctionSchema, correctPoll } from "#app/domain/kinds/poll/office-acts.ts";
import { addPollPicture, readPollPicture } from "#app/domain/kinds/poll/pictures.ts";
import type { PollServices } from "#app/domain/kinds/poll/poll-services.ts";
import { readPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { templateContent } from "#app/domain/kinds/poll/templates.ts";
import { readTestRun } from "#app/domain/kinds/poll/test-run.ts";
import { TestRuns } from "#app/domain/kinds/poll/test-runs.ts";
import { LEDGER_CHECKS } from "#app/domain/kinds.ts";
import { verifyLedger } from "#app/domain/ledger/verify.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { applyRetention } from "#app/domain/retention/apply-retention.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { createPersons, createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { createOfficers, createPoll, DAY, type Officers, pollServices, STREET } from "./support/polls.ts";

let database: TestDatabase;
let services: PollServices;
let officers: Officers;
let directory: Directory;
let citizen: Viewer;
const AT = new Date("2026-03-02T03:00:00Z");

beforeAll(async () => {
  database = await createTestDatabase();
  services = pollServices(database.db);
  officers = await createOfficers(database.db);
  directory = await directoryOf(database.db);
  const [personId = 0] = await createPersons(database.db, 1);
  citizen = { ...officers.writer, personId, posts: [] };
});
afterAll(() => database.close());

const by = (viewer: Viewer) => ({ db: database.db, directory, viewer, now: AT });
const content = () => ({ ...STREET, closesAt: new Date(AT.getTime() + DAY).toISOString() });
const approve = (id: number, version?: number, viewer = officers.approver) =>
  approvePoll({ db: database.db, dataKeys: services.dataKeys }, viewer, FIRST_SPACE, id, version, AT);
const code = (expected: string) => expect.objectContaining({ code: expected });

const MADE = { language: "ko", texts: ["나무를 심어 주세요."] } as const;

describe("the pick of the year", () => {
  test("begins from the year's answered proposals, those first that most agreed to", async () => {
    const city = await createTestDatabase("demonstration");
    const now = new Date();
    const { rows } = await city.pool.query<{ id: number; title: string }>(
      `select id, title from matter where kind = 'proposal' and visibility = 'public' and state <> 'withdrawn'
         and source is null and opened_at >= $1
         and exists (select from duty where duty.matter_id = matter.id and duty.met_at is not null)
       order by support_count desc, id desc limit 20`,
      [new Date(now.getTime() - 365 * DAY)],
    );
    const { purpose, questions } = await templateContent(city.db, FIRST_SPACE, "pick", now);
    await city.close();
    expect(rows.length).toBeGreaterThan(3);
    expect(purpose).toBe("pick");
    expect(questions).toMatchObject([
      { max: 3, choices: rows.map(({ id, title }) => ({ proposal: id, title: { ko: title } })) },
    ]);
  });

  test("of the demonstration was made so: each choice is an answered proposal, with the way to it", async () => {
    const city = await createTestDatabase("demonstration");
    const { rows } = await city.pool.query<{ id: string; title: string; proposal: string; late: boolean }>(
      `select poll.matter_id as id, choice -> 'title' ->> 'ko' as title, choice ->> 'proposal' as proposal,
         not exists (select from duty where duty.matter_id = (choice ->> 'proposal')::bigint
           and duty.met_at < poll_matter.opened_at) as late
       from poll join matter poll_matter on poll_matter.id = poll.matter_id,
         jsonb_path_query(poll.definition, '$.pages[*].questions[*].choices[*]') choice
       where poll.purpose = 'pick'`,
    );
    const proposals = await city.pool.query<{ id: string; title: string }>(
      "select id, title from matter where kind = 'proposal' and visibility = 'public'",
    );
    const { rows: counted } = await city.pool.query(
      "select shown from poll where purpose = 'pick' and counted_at is not null",
    );
    await city.close();
    expect(rows.length).toBeGreaterThan(5);
    const titles = new Map(proposals.rows.map(({ id, title }) => [String(id), title]));
    for (const { title, proposal, late } of rows)
      expect([titles.get(proposal), late]).toEqual([title, false]);
    expect(counted).toHaveLength(1);
  });

  test("names no proposal that nobody may read", async () => {
    const questions = [
      { type: "single", title: "하나를 골라 주세요", choices: ["하나", { title: "둘", proposal: 9 }] },
    ];
    await expect(beginDraft(by(officers.writer), { ...content(), pages: [{ questions }] })).rejects.toEqual(
      code("invalid-input"),
    );
  });
});

describe("a draft", () => {
  test("may be unfinished until it is submitted, and is approved as it was submitted", async () => {
    const { db } = database;
    const id = await beginDraft(by(officers.writer), { ...content(), title: "" });
    await expect(submitDraft(by(officers.writer), id, 1)).rejects.toEqual(code("invalid-input"));
    expect(await saveDraft(by(officers.writer), id, content(), 1)).toBe(2);
    await expect(approve(id)).rejects.toEqual(code("not-ready"));
    await submitDraft(by(officers.writer), id, 2);
    // Saved once more it has to be submitted anew.
    expect(await saveDraft(by(officers.writer), id, { ...content(), title: "다시 묻습니다" }, 2)).toBe(3);
    await expect(approve(id)).rejects.toEqual(code("not-ready"));
    await submitDraft(by(officers.writer), id, 3);
    await expect(approve(id, 2)).rejects.toEqual(code("changed-meanwhile"));
    await approve(id, 3);
    expect((await readPoll(db, FIRST_SPACE, id, "ko", AT)).title).toBe("다시 묻습니다");
    for (const late of [() => approve(id), () => saveDraft(by(officers.writer), id, content(), 3)])
      await expect(late()).rejects.toEqual(code("changed-meanwhile"));
    expect((await readDrafts(db, officers.writer, FIRST_SPACE)).map((draft) => draft.id)).not.toContain(id);
  });

  test("is saved over by nobody who has not seen what stands", async () => {
    const id = await beginDraft(by(officers.writer), content());
    const saves = [1, 2].map(() => saveDraft(by(officers.writer), id, content(), 1));
    const outcomes = (await Promise.allSettled(saves)).map(({ status }) => status).sort();
    expect(outcomes).toEqual(["fulfilled", "rejected"]);
  });

  test("is approved by nobody who wrote any of it", async () => {
    const id = await beginDraft(by(officers.writer), content());
    await saveDraft(by(officers.approver), id, content(), 1);
    await submitDraft(by(officers.approver), id, 2);
    for (const viewer of [officers.writer, officers.approver])
      await expect(approve(id, 2, viewer)).rejects.toEqual(code("not-permitted"));
    await expect(approve(id, 2, citizen)).rejects.toEqual(code("not-found"));
  });

  test("of which two approve at once becomes one poll", async () => {
    const id = await beginDraft(by(officers.writer), content());
    await submitDraft(by(officers.writer), id, 1);
    const [third = 0] = await createPersons(database.db, 1);
    const both = [officers.approver, { ...officers.approver, personId: third }];
    const outcomes = await Promise.allSettled(both.map((viewer) => approve(id, 1, viewer)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("is there for its office and who may approve; to all others there is none", async () => {
    const id = await beginDraft(by(officers.writer), content());
    const { db } = database;
    const elsewhere = {
      ...officers.writer,
      posts: officers.writer.posts.map((post) => ({ ...post, spaceId: 2 })),
    };
    for (const viewer of [null, citizen, elsewhere])
      await expect(readDraft(db, viewer, FIRST_SPACE, id)).rejects.toEqual(code("not-found"));
    expect(await readDraft(db, officers.writer, FIRST_SPACE, id)).toMatchObject({
      mayWrite: true,
      mayApprove: false,
    });
    expect(await readDraft(db, officers.approver, FIRST_SPACE, id)).toMatchObject({ mayApprove: true });
    await expect(readDrafts(db, citizen, FIRST_SPACE)).rejects.toEqual(code("not-permitted"));
  });

  test("shows who approves what it was when they looked at it last", async () => {
    const { db } = database;
    const id = await beginDraft(by(officers.writer), content());
    const look = () => readDraft(db, officers.approver, FIRST_SPACE, id);
    expect((await look()).looked).toBeNull();
    await lookedAtDraft(db, officers.approver, FIRST_SPACE, id, 1);
    await saveDraft(by(officers.writer), id, { ...content(), title: "바뀐 제목" }, 1);
    const { looked, definition, version } = await look();
    expect([looked?.version, version]).toEqual([1, 2]);
    expect([looked?.definition.title.ko, definition.title.ko]).toEqual([STREET.title, "바뀐 제목"]);
    await expect(lookedAtDraft(db, officers.approver, FIRST_SPACE, id, 3)).rejects.toEqual(
      code("bad-request"),
    );
  });

  test("is tried out with made answers by who may see it, and nothing of them is kept", async () => {
    const { db, pool } = database;
    const tried = { db, testRuns: new TestRuns() };
    const id = await beginDraft(by(officers.writer), content());
    const empty = await beginDraft(by(officers.writer), { ...content(), title: "" });
    const rows = async () =>
      (
        await pool.query(
          "select (select count(*) from ballot) as ballots, (select count(*) from support) as all",
        )
      ).rows[0];
    const before = await rows();
    for (const viewer of [officers.writer, officers.approver])
      expect((await readTestRun(tried, directory, viewer, id, MADE)).shown.participants).toBe(1_204);
    const run = async () => (await readTestRun(tried, directory, officers.writer, id, MADE)).shown;
    const made = await run();
    // Made once for a version, whoever looks.
    expect(await run()).toBe(made);
    expect(await rows()).toEqual(before);
    await expect(readTestRun(tried, directory, citizen, id, MADE)).rejects.toEqual(code("not-found"));
    await expect(readTestRun(tried, directory, officers.writer, empty, MADE)).rejects.toEqual(
      code("invalid-input"),
    );
    await submitDraft(by(officers.writer), id, 1);
    await approve(id);
    await expect(readTestRun(tried, directory, officers.writer, id, MADE)).rejects.toEqual(code("not-found"));
  });

  describe("has pictures of its own", () => {
    const picture = (colour = "#2266ee") =>
      sharp({ create: { width: 40, height: 30, channels: 3, background: colour } })
        .png()
        .toBuffer();
    const withBrief = (id: string, alt: string) => ({
      ...content(),
      briefs: [{ title: "자료", body: "자료입니다", picture: { id, alt } }],
    });

    test("which nobody else sees before the approval", async () => {
      const { db } = database;
      const writing = by(officers.writer);
      const id = await beginDraft(writing, content());
      const other = await beginDraft(writing, content());
      const added = await addPollPicture(writing, id, await picture());
      for (const viewer of [null, citizen])
        await expect(readPollPicture(db, viewer, FIRST_SPACE, added)).rejects.toEqual(code("not-found"));
      for (const viewer of [officers.writer, officers.approver])
        expect((await readPollPicture(db, viewer, FIRST_SPACE, added)).media_type).toBe("image/webp");
      await expect(readPollPicture(db, officers.writer, 2, added)).rejects.toEqual(code("not-found"));

      await saveDraft(writing, id, withBrief(added, ""), 1);
      await expect(submitDraft(writing, id, 2)).rejects.toEqual(
        expect.objectContaining({
          details: expect.objectContaining({
            faults: [expect.objectContaining({ field: "briefs.0.picture.alt.ko", code: "required" })],
          }),
        }),
      );
      await saveDraft(writing, id, withBrief(added, "길"), 2);
      await submitDraft(writing, id, 3);
      await approve(id);
      expect(await readPollPicture(db, citizen, FIRST_SPACE, added)).toBeDefined();
      expect((await readPoll(db, FIRST_SPACE, id, "en", AT)).briefs).toMatchObject([
        { picture: { id: added, alt: "길" } },
      ]);
      await expect(addPollPicture(writing, id, await picture())).rejects.toEqual(code("changed-meanwhile"));
      await expect(saveDraft(writing, other, withBrief(added, "남의 것"), 1)).rejects.toEqual(
        code("invalid-input"),
      );
    });

    test.each([
      [
        "no picture",
        async () =>
          addPollPicture(
            by(officers.writer),
            await beginDraft(by(officers.writer), content()),
            Buffer.from("no"),
          ),
      ],
      ["one of nobody's draft", async () => addPollPicture(by(officers.writer), 9_999_999, await picture())],
      [
        "one by who may not write",
        async () =>
          addPollPicture(by(citizen), await beginDraft(by(officers.writer), content()), await picture()),
      ],
      [
        "a picture that is not there",
        () => beginDraft(by(officers.writer), withBrief(crypto.randomUUID(), "길")),
      ],
      ["what is no picture's id", () => beginDraft(by(officers.writer), withBrief("1", "길"))],
    ])("and takes none of these: %s", async (_, add) => {
      await expect(add()).rejects.toBeInstanceOf(PortalError);
    });

    test("of which the night removes what no draft uses", async () => {
      const { db } = database;
      const writing = by(officers.writer);
      const id = await beginDraft(writing, content());
      const [used, replaced] = [await picture("#112233"), await picture("#445566")];
      const kept = await addPollPicture(writing, id, used);
      const gone = await addPollPicture(writing, id, replaced);
      await saveDraft(writing, id, withBrief(gone, "앞의 그림"), 1);
      await saveDraft(writing, id, withBrief(kept, "뒤의 그림"), 2);
      const night = (days: number) => applyRetention(db, new Date(AT.getTime() + days * DAY));
      expect((await night(6)).pollPictures).toBe(0);
      expect((await night(8)).pollPictures).toBe(1);
      expect(await readPollPicture(db, officers.writer, FIRST_SPACE, kept)).toBeDefined();
      await expect(readPollPicture(db, officers.writer, FIRST_SPACE, gone)).rejects.toEqual(
        code("not-found"),
      );
      await expect(saveDraft(writing, id, withBrief(gone, "다시"), 3)).rejects.toEqual(code("invalid-input"));
    });

    test("which become small enough for a phone", async () => {
      const writing = by(officers.writer);
      const id = await beginDraft(writing, content());
      const large = await sharp(await picture())
        .resize(3_000, 2_250)
        .png()
        .toBuffer();
      const added = await addPollPicture(writing, id, large);
      const { bytes } = await readPollPicture(database.db, officers.writer, FIRST_SPACE, added);
      expect(await sharp(bytes).metadata()).toMatchObject({ width: 800, height: 600 });
    });
  });
});

describe("a poll that is approved", () => {
  test("is corrected by a notice of its office, which the ledger has the hash of", async () => {
    const { db } = database;
    const id = await createPoll(services, officers, AT);
    const notice = parseInput(correctionSchema, { ko: "보도 폭은 1.5m가 아니라 1.8m입니다.", en: "" });
    await expect(correctPoll(db, citizen, FIRST_SPACE, id, notice, AT)).rejects.toEqual(
      code("not-permitted"),
    );
    expect(await correctPoll(db, officers.writer, FIRST_SPACE, id, notice, AT)).toBe(1);
    expect((await readPoll(db, FIRST_SPACE, id, "en", AT)).corrections).toMatchObject([{ body: notice.ko }]);
    expect(await verifyLedger(db, LEDGER_CHECKS, FIRST_SPACE)).toMatchObject({ holds: true });
    const after = new Date(AT.getTime() + 11 * DAY);
    await expect(correctPoll(db, officers.writer, FIRST_SPACE, id, notice, after)).rejects.toEqual(
      code("matter-not-open"),
    );
  });

  test("says to a reader whether they are asked", async () => {
    const reader = { personId: citizen.personId, district: null };
    expect(await electorReasons(services, { residents: true }, reader, AT)).toEqual(["not-resident"]);
    expect(await electorReasons(services, { residents: false }, reader, AT)).toEqual([]);
  });
});
