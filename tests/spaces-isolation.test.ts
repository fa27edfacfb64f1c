import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeComment } from "#app/domain/comment/comments.ts";
import { readDuty, readDutyList } from "#app/domain/duty/read-duties.ts";
import { publishReply } from "#app/domain/duty/reply.ts";
import { dismissAbuseSign } from "#app/domain/kinds/drive/abuse-signs.ts";
import { readApplication, withdrawApplication } from "#app/domain/kinds/drive/application.ts";
import { browseDrives, drivesSignedBy } from "#app/domain/kinds/drive/browse-drives.ts";
import { proofOfLeaf, readOwnReceipt } from "#app/domain/kinds/drive/check-receipt.ts";
import { performAct } from "#app/domain/kinds/drive/clerk-acts.ts";
import { certifyApplication } from "#app/domain/kinds/drive/decide-application.ts";
import { decideLine } from "#app/domain/kinds/drive/decide-line.ts";
import { enterSheet } from "#app/domain/kinds/drive/enter-sheet.ts";
import { getDrive } from "#app/domain/kinds/drive/get-drive.ts";
import { handIn, readHandIn } from "#app/domain/kinds/drive/hand-in.ts";
import { inviteHelpers } from "#app/domain/kinds/drive/helpers.ts";
import { mendSheet } from "#app/domain/kinds/drive/mend-sheet.ts";
import { makeObjection } from "#app/domain/kinds/drive/objections.ts";
import { listOwnApplications } from "#app/domain/kinds/drive/own-applications.ts";
import { readPaperLines, readSigner } from "#app/domain/kinds/drive/personal.ts";
import { readClerkDesk } from "#app/domain/kinds/drive/read-clerk-desk.ts";
import { readClerkDrive } from "#app/domain/kinds/drive/read-clerk-drive.ts";
import { readDrive } from "#app/domain/kinds/drive/read-drive.ts";
import { readLaw } from "#app/domain/kinds/drive/read-law.ts";
import { countEntered, readPaper } from "#app/domain/kinds/drive/read-paper.ts";
import { remindOffice } from "#app/domain/kinds/drive/remind-office.ts";
import { readEligibility, withdrawSignature } from "#app/domain/kinds/drive/sign.ts";
import { markHelpful, replyToOpinion } from "#app/domain/kinds/forum/answer-opinion.ts";
import { addBackground } from "#app/domain/kinds/forum/background.ts";
import { giveOpinion } from "#app/domain/kinds/forum/give-opinion.ts";
import { readForum, readForums } from "#app/domain/kinds/forum/read-forum.ts";
import { addSupplement, changeText, withdrawProposal } from "#app/domain/kinds/proposal/author-acts.ts";
import { discardDraft, keepDraft, readDraft, readPicture } from "#app/domain/kinds/proposal/drafts.ts";
import { publishDraft } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { readProposalPage } from "#app/domain/kinds/proposal/read-proposal-page.ts";
import { browseProposals, hotProposals, readSources } from "#app/domain/kinds/proposal/summaries.ts";
import { DOCUMENT_READERS } from "#app/domain/kinds.ts";
import { readEvents } from "#app/domain/ledger/read-events.ts";
import { verifyChain } from "#app/domain/ledger/verify-chain.ts";
import { MatterAddresses } from "#app/domain/matter/matter-addresses.ts";
import { readPublicMatters } from "#app/domain/matter/public-matters.ts";
import { readKeptMails } from "#app/domain/notice/kept-mails.ts";
import { tellReply } from "#app/domain/notice/tell-reply.ts";
import { tellSavedSearches } from "#app/domain/notice/tell-saved-searches.ts";
import { judgeDifferent, readDuplicates } from "#app/domain/search/judge-duplicates.ts";
import { readSavedSearches } from "#app/domain/search/saved-searches.ts";
import { readWords } from "#app/domain/search/words.ts";
import { readDirectory } from "#app/domain/space/directory.ts";
import { readRuleHistory } from "#app/domain/threshold/read-rules.ts";
import { readOwnPage } from "#app/domain/views/own-page.ts";
import { readDesk, readDeskDuty } from "#app/domain/views/read-desk.ts";
import { readFrontPage } from "#app/domain/views/read-front-page.ts";
import { readLedgerPage } from "#app/domain/views/read-ledger.ts";
import { readPublicDuties } from "#app/domain/views/read-public-duties.ts";
import { RelatedMatters } from "#app/domain/views/related.ts";
import { readResults } from "#app/domain/views/results/read-results.ts";
import { parseScope } from "#app/domain/views/results/scope.ts";
import { newestMatches, searchPublic } from "#app/domain/views/search-public.ts";
import { readSimilar } from "#app/domain/views/similar-matters.ts";
import { suggestPublic } from "#app/domain/views/suggest.ts";
import { facetLabels } from "#app/doors/pages/search-page.ts";
import { readSearchWords } from "#db/queries/search-words.ts";
import { PostgresEngine } from "#search/postgres.ts";
import { indexChanges } from "#search/sync.ts";
import {
  createPerson,
  createTestDatabase,
  directoryOf,
  makeClerk,
  type TestDatabase,
} from "./support/database.ts";
import { signingServices } from "./support/drives.ts";
import { fingerprint } from "./support/fingerprint.ts";
import { setUpHaetsal } from "./support/second-space.ts";
import { fillSpace, SHARED_WORD, SOURCE, type World } from "./support/two-spaces.ts";

const NOW = new Date("2026-03-02T03:00:00Z");
const LATER = new Date("2026-03-02T05:00:00Z");
const ORIGIN = "https://portal.test";

let database: TestDatabase;
let services: ReturnType<typeof signingServices>;
let engine: PostgresEngine;
let author: number;
/** Of both spaces. */
let clerk: number;
let city: World;
let haetsal: World;

beforeAll(async () => {
  database = await createTestDatabase("city");
  const { db } = database;
  services = signingServices(db);
  author = await createPerson(db);
  clerk = await createPerson(db);
  const making = { database, services, author, now: NOW };
  // One after the other, so that neither's ids are a row of the other's.
  const second = await setUpHaetsal(db);
  const name = JSON.stringify({ ko: "사무국", en: "Secretariat", ja: "事務局" });
  // Drives there need somebody who keeps their signatures.
  const secretariat = { space_id: second.space.id, code: "secretariat", kind: "council" as const, name };
  await db.insertInto("office").values(secretariat).execute();
  city = await fillSpace(making, await directoryOf(db));
  haetsal = await fillSpace(making, second);
  for (const { spaceId } of [city, haetsal]) await makeClerk(db, clerk, spaceId);
  const words = (space: number) => readSearchWords(db, space);
  await indexChanges(db, { readers: DOCUMENT_READERS, words }, NOW);
  engine = new PostgresEngine(db, words);
});
afterAll(() => database.close());

const spaces = () => [
  { own: city, other: haetsal, home: ORIGIN },
  { own: haetsal, other: city, home: `${ORIGIN}/s/haetsal` },
];
const searching = ({ spaceId }: World) => {
  const { db } = database;
  return {
    db,
    engine,
    words: (id: number) => readSearchWords(db, id),
    spaceId,
    language: "ko" as const,
    now: LATER,
  };
};
const none = { text: "", filters: {}, order: "date" as const };
const ids = (items: readonly { id: number }[]) => items.map(({ id }) => id).sort((a, b) => a - b);
const sorted = (...numbers: number[]) => numbers.toSorted((a, b) => a - b);

/** Every list and count that a page, a feed, the API or a desk shows: what it shows in a space, and what it should. */
const LISTS: [string, (world: World) => Promise<unknown>, (world: World) => unknown][] = [
  [
    "proposals",
    async ({ directory }) =>
      ids((await browseProposals(database.db, directory, new URLSearchParams(), "ko", LATER, 50)).items),
    (w) => sorted(w.proposal, w.answered, w.imported),
  ],
  [
    "proposals of an imported source",
    async ({ directory }) =>
      ids(
        (
          await browseProposals(
            database.db,
            directory,
            new URLSearchParams({ source: SOURCE }),
            "ko",
            LATER,
            50,
          )
        ).items,
      ),
    (w) => [w.imported],
  ],
  ["imported sources", ({ spaceId }) => readSources(database.db, spaceId), () => [SOURCE]],
  [
    "what moved this week",
    async ({ spaceId }) => ids(await hotProposals(database.db, spaceId, "ko", LATER, 50)),
    (w) => sorted(w.proposal, w.answered),
  ],
  [
    "forums",
    async ({ spaceId }) => ids((await readForums(database.db, spaceId, "ko", null, LATER, 50)).items),
    (w) => sorted(w.forum, w.secondForum),
  ],
  [
    "drives",
    async ({ directory }) =>
      ids((await browseDrives(database.db, directory, new URLSearchParams(), "ko", LATER, 50)).items),
    (w) => sorted(w.drive, w.handedIn),
  ],
  [
    "duties that are open",
    async ({ spaceId }) =>
      ids((await readDutyList(database.db, spaceId, { state: "open", cursor: null }, LATER, 50)).items),
    (w) => [w.duty],
  ],
  [
    "duties that were met",
    async ({ spaceId }) =>
      ids((await readDutyList(database.db, spaceId, { state: "met", cursor: null }, LATER, 50)).items),
    (w) => [w.met],
  ],
  [
    "how many duties",
    async ({ spaceId }) => {
      const asked = { state: undefined, cursor: null, language: "ko" as const };
      return (await readPublicDuties(database.db, spaceId, asked, LATER, 50)).counts;
    },
    () => ({ open: 1, overdue: 0, met: 1 }),
  ],
  [
    "results",
    async ({ directory }) => {
      const scope = parseScope(new URLSearchParams(), directory, LATER);
      const results = await readResults(database.db, directory, scope, LATER);
      const { total, decisions, underWay } = results;
      const { medianDays: _, ...allOffices } = results.allOffices;
      return { total, decisions: decisions.filter(({ replies }) => replies > 0), underWay, allOffices };
    },
    () => ({
      total: 2,
      decisions: [{ decision: "will-do", replies: 1 }],
      underWay: { polls: 1, drives: 1 },
      allOffices: { office: null, inTime: 1, late: 0, overdue: 0, open: 1 },
    }),
  ],
  [
    "the front page",
    async ({ directory }) => {
      const page = await readFrontPage(database.db, directory, "ko", LATER);
      return {
        hot: ids(page.kinds.proposal.hot),
        drives: ids(page.kinds.drive),
        owed: ids(page.owed),
        answered: ids(page.answered.map(({ duty }) => duty)),
        forums: ids(page.kinds.forum),
        counts: page.counts,
      };
    },
    (w) => ({
      hot: sorted(w.proposal, w.answered),
      drives: [w.drive],
      owed: [w.duty],
      answered: [w.met],
      forums: sorted(w.forum, w.secondForum),
      counts: { open: 1, overdue: 0, met: 1 },
    }),
  ],
  [
    "one's own page, of somebody who is in both",
    async ({ spaceId, staff }) => {
      const page = await readOwnPage(database.db, services.seal, spaceId, staff, "ko", LATER);
      return {
        written: ids(page.proposal.written),
        forums: ids(page.forum),
        drafts: page.drafts.map(({ id }) => id),
      };
    },
    (w) => ({ written: sorted(w.proposal, w.answered), forums: [w.forum], drafts: [w.draft] }),
  ],
  [
    "one's own applications",
    async ({ spaceId }) => ids(await listOwnApplications(database.db, spaceId, author, "ko")),
    (w) => [w.application],
  ],
  [
    "one's own signatures",
    async ({ spaceId, signer }) => ids(await drivesSignedBy(database.db, spaceId, signer, "ko", 50)),
    (w) => sorted(w.drive, w.handedIn),
  ],
  [
    "one's own searches",
    async ({ directory }) => ids(await readSavedSearches(database.db, directory, author)),
    (w) => [w.search],
  ],
  [
    "an officer's desk, of somebody with a post in both",
    async ({ spaceId }) => {
      const staff = { ...city.staff, posts: [...city.staff.posts, ...haetsal.staff.posts] };
      const desk = await readDesk(database.db, spaceId, staff, "ko", LATER);
      return { open: ids(desk.open), met: ids(desk.met) };
    },
    (w) => ({ open: [w.duty], met: [w.met] }),
  ],
  [
    "the clerk's desk",
    async ({ spaceId }) => {
      const desk = await readClerkDesk(database.db, spaceId, LATER);
      return {
        drives: sorted(...desk.drives.map(({ row }) => row.matter_id)),
        signs: ids(desk.signs),
        states: desk.states.toSorted((a, b) => a.state.localeCompare(b.state)),
      };
    },
    (w) => ({
      drives: sorted(w.drive, w.handedIn),
      signs: [w.sign],
      states: [
        { state: "collecting", count: 1 },
        { state: "handed-in", count: 1 },
      ],
    }),
  ],
  [
    "likely duplicates",
    async ({ spaceId }) => {
      const { pairs } = await readDuplicates(database.db, spaceId, { view: "open", cursor: null }, "ko");
      return pairs.map(({ later, earlier }) => [later.id, earlier.id]);
    },
    (w) => [[w.answered, w.proposal]],
  ],
  [
    "the sitemap",
    async ({ spaceId }) => (await readPublicMatters(database.db, spaceId, 50)).map(({ path }) => path).sort(),
    (w) =>
      [
        ...[w.proposal, w.answered, w.imported].map((id) => `/proposals/${id}`),
        `/forums/${w.forum}`,
        `/forums/${w.secondForum}`,
        ...[w.drive, w.handedIn].map((id) => `/drives/${id}`),
        `/polls/${w.poll}`,
      ].sort(),
  ],
  [
    "a search for everything",
    async (w) => {
      const { items, total } = await searchPublic(searching(w), none, { offset: 0, limit: 50 });
      return { total, found: items.map(({ kind, id }) => `${kind} ${id}`).sort() };
    },
    (w) => ({ total: 10, found: foundIn(w) }),
  ],
  [
    "a search for a word that both have",
    async (w) => {
      const asked = { ...none, text: SHARED_WORD, order: "relevance" as const };
      const { items } = await searchPublic(searching(w), asked, { offset: 0, limit: 50 });
      return ids(items.filter(({ kind }) => kind === "proposal"));
    },
    (w) => sorted(w.proposal, w.answered, w.imported),
  ],
  [
    "the feed",
    async (w) => (await newestMatches(searching(w), none, 50)).map(({ kind, id }) => `${kind} ${id}`).sort(),
    (w) => foundIn(w),
  ],
  [
    "suggestions",
    // The drive without the word may be alike enough; in a larger index it is, in a smaller one it is not.
    async (w) =>
      ids((await suggestPublic(searching(w), SHARED_WORD)).items).filter((id) => id !== w.handedIn),
    (w) => sorted(w.proposal, w.answered, w.imported, w.forum, w.secondForum, w.drive, w.poll),
  ],
  [
    "what is similar while one writes",
    async ({ spaceId }) => {
      const wanted = { title: `${SHARED_WORD} 대회를 열어 주세요`, text: "" };
      return (await readSimilar(database.db, engine, wanted, { spaceId, language: "ko", now: LATER }))
        .map(({ id }) => id)
        .slice(0, 1);
    },
    (w) => [w.proposal],
  ],
  [
    "the rules",
    async ({ spaceId }) => (await readRuleHistory(database.db, spaceId)).map(({ openDays }) => openDays),
    (w) => (w === city ? [30] : [20]),
  ],
  [
    "the law",
    async ({ spaceId }) => (await readLaw(database.db, spaceId, LATER)).statutes.length,
    (w) => (w === city ? 5 : 1),
  ],
  [
    "the words of search",
    async ({ spaceId, directory }) =>
      (await readWords(database.db, spaceId)).groups.filter(({ words }) =>
        words.includes(directory.space.name.ko),
      ).length,
    () => 1,
  ],
];

const foundIn = (w: World) =>
  [
    ...[w.proposal, w.answered, w.imported].map((id) => `proposal ${id}`),
    `forum ${w.forum}`,
    `forum ${w.secondForum}`,
    `opinion ${w.opinion}`,
    `reply ${w.met}`,
    ...[w.drive, w.handedIn].map((id) => `drive ${id}`),
    `poll ${w.poll}`,
  ].sort();

describe("what a space shows", () => {
  test.each(LISTS)("%s", async (_, read, expected) => {
    for (const world of [city, haetsal]) expect(await read(world)).toEqual(expected(world));
  });

  test("what is related is of the space, also from a memory that another space's reader filled", async () => {
    const related = new RelatedMatters(database.db, engine, (error) => expect(error).toBeUndefined(), 10_000);
    const asked = (spaceId: number, id: number) => related.of(spaceId, id, "proposal", "ko", LATER);
    for (const { own, other } of spaces()) {
      const { matters, replies } = await asked(own.spaceId, own.proposal);
      expect(matters.map(({ id }) => id)).toContain(own.answered);
      expect(matters.map(({ id }) => id)).not.toContain(other.proposal);
      expect(ids(replies)).toEqual([own.met]);
      expect(await asked(other.spaceId, own.proposal)).toEqual({ matters: [], replies: [] });
    }
  });

  test("the ledger is the space's alone, and names nothing of another", async () => {
    for (const { own, other } of spaces()) {
      const { events } = await readEvents(database.db, own.spaceId, 0, 1_000);
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      expect(new Set(events.map(({ space_id }) => space_id))).toEqual(new Set([own.spaceId]));
      const matters = events.map(({ matter_id }) => matter_id);
      expect(matters).toContain(own.proposal);
      expect(matters).not.toContain(other.proposal);
      const { items, head } = await readLedgerPage(database.db, own.spaceId, null, "ko", 200);
      expect(items).toHaveLength(events.length);
      expect(head.seq).toBe(events.length);
      expect(await verifyChain(database.db, own.spaceId)).toMatchObject({ holds: true });
    }
  });
});

const text = { title: "다른 제목입니다", body: "다른 글입니다.", category: "transport", district: null };
const where = (spaceId: number, matterId: number) => ({ spaceId, matterId });
const reading = (spaceId: number, matterId: number) => ({
  ...where(spaceId, matterId),
  readerId: clerk,
  purpose: "확인합니다",
  at: LATER,
});

/** Every read and write of a thing by its id, from the space of `spaceId`: what is of another is not there. */
const BY_ID: [string, (spaceId: number, world: World) => Promise<unknown>, code?: string][] = [
  [
    "a proposal",
    (s, w) => readProposalPage(database.db, s, w.proposal, { personId: author, language: "ko" }, LATER),
  ],
  ["a forum", (s, w) => readForum(database.db, s, w.forum, { personId: author, language: "ko" }, LATER)],
  ["a duty", (s, w) => readDuty(database.db, s, w.duty, LATER)],
  ["a duty on the desk", (s, w) => readDeskDuty(database.db, s, w.staff, w.duty, "ko", LATER)],
  ["a drive", (s, w) => readDrive(database.db, s, w.drive, { personId: author, language: "ko" }, LATER)],
  ["a drive as it is stored", (s, w) => getDrive(database.db, s, w.drive)],
  ["a drive on the clerk's desk", (s, w) => readClerkDrive(database.db, s, w.drive)],
  ["a drive's paper", (s, w) => readPaper(database.db, s, w.drive, { before: undefined, size: 10 })],
  ["how much of it was entered", (s, w) => countEntered(database.db, s, w.drive)],
  ["how handing in stands", (s, w) => readHandIn(database.db, s, w.handedIn, w.leading, LATER)],
  ["whether one may sign", (s, w) => readEligibility(services, s, w.drive, w.signer, LATER)],
  [
    "an application",
    (s, w) => readApplication(database.db, s, w.application, { personId: author, isClerk: true }),
  ],
  ["a draft", (s, w) => readDraft(database.db, s, w.draft, author)],
  ["a picture", (s, w) => readPicture(database.db, s, w.picture, undefined)],
  ["a draft's picture", (s, w) => readPicture(database.db, s, w.draftPicture, author)],
  ["a signer's data", (s, w) => readSigner(database.db, services.dataKeys, reading(s, w.drive), w.signer)],
  ["lines on paper", (s, w) => readPaperLines(database.db, services.dataKeys, reading(s, w.drive), {})],
];

const NOT_FOUND = { code: "not-found" };

/** Every act on a thing by its id. None is done in its own space here: that is what the other tests do. */
const ACTS: [string, (spaceId: number, world: World) => Promise<unknown>, code: string][] = [
  ["a text", (s, w) => changeText(database.db, s, w.proposal, author, text, LATER), "not-found"],
  [
    "a supplement",
    (s, w) => addSupplement(database.db, s, w.proposal, author, "덧붙입니다.", LATER),
    "not-found",
  ],
  ["a withdrawal", (s, w) => withdrawProposal(database.db, s, w.proposal, author, LATER), "not-found"],
  [
    "an opinion",
    (s, w) => giveOpinion(services, s, w.forum, author, { stance: "for", body: "의견" }, LATER),
    "not-found",
  ],
  [
    "a comment",
    (s, w) => replyToOpinion(database.db, s, w.opinion, w.signer, "댓글입니다", LATER),
    "not-found",
  ],
  [
    "a comment below a proposal",
    (s, w) =>
      writeComment(database.db, {
        spaceId: s,
        matterId: w.proposal,
        personId: w.signer,
        body: "언제부터인가요?",
        now: LATER,
      }),
    "not-found",
  ],
  ["a mark", (s, w) => markHelpful(database.db, s, w.opinion, w.signer, true, LATER), "not-found"],
  [
    "background",
    (s, w) =>
      addBackground(database.db, w.staff, s, w.forum, { title: "배경", body: "글입니다", url: null }, LATER),
    "not-found",
  ],
  [
    "a reply",
    (s, w) => publishReply(database.db, w.staff, s, w.duty, { body: "답합니다.", decision: "partly" }, LATER),
    "not-found",
  ],
  [
    "keeping a draft",
    (s, w) => keepDraft(database.db, s, author, w.draft, { ...text, category: null }, LATER),
    "not-found",
  ],
  ["discarding a draft", (s, w) => discardDraft(database.db, s, w.draft, author), "not-found"],
  [
    "publishing a draft",
    (s, w) =>
      publishDraft(
        database.db,
        s === city.spaceId ? city.directory : haetsal.directory,
        w.draft,
        author,
        LATER,
      ),
    "not-found",
  ],
  [
    "withdrawing an application",
    (s, w) => withdrawApplication(database.db, s, w.application, author, LATER),
    "changed-meanwhile",
  ],
  [
    "an invitation",
    (s, w) => inviteHelpers(database.db, s, w.application, author, LATER),
    "changed-meanwhile",
  ],
  [
    "a certificate",
    (s, w) =>
      certifyApplication(database.db, s, w.application, w.signer, LATER, {
        dataKeys: services.dataKeys,
        home: ORIGIN,
      }),
    "not-found",
  ],
  [
    "taking a signature back",
    (s, w) => withdrawSignature(services, s, w.drive, w.signer, LATER),
    "not-found",
  ],
  [
    "handing in",
    (s, w) => handIn(services, { ...where(s, w.drive), personId: author, at: LATER }, ORIGIN),
    "not-found",
  ],
  [
    "an act of the clerk",
    (s, w) =>
      performAct(
        database.db,
        { ...where(s, w.handedIn), clerkId: clerk, act: { act: "publish-list" }, at: LATER },
        ORIGIN,
      ),
    "not-found",
  ],
  [
    "an objection",
    (s, w) =>
      makeObjection(
        services,
        { ...where(s, w.handedIn), personId: author, body: "이 명부가 이상합니다.", at: LATER },
        ORIGIN,
      ),
    "not-found",
  ],
  [
    "a sheet",
    (s, w) =>
      enterSheet(services, {
        ...where(s, w.drive),
        clerkId: clerk,
        sheet: 1,
        source: "hand",
        lines: [],
        districts: new Map(),
        at: LATER,
      }),
    "not-found",
  ],
  [
    "mending a sheet",
    (s, w) =>
      mendSheet(services, {
        ...where(s, w.drive),
        clerkId: clerk,
        sheetId: 1,
        seen: 0,
        lines: [],
        districts: new Map(),
        at: LATER,
      }),
    "not-found",
  ],
  [
    "a decision on a line",
    (s, w) =>
      decideLine(services, {
        ...where(s, w.drive),
        clerkId: clerk,
        sheetId: 1,
        line: 1,
        from: "doubtful",
        decision: { state: "counted" },
        at: LATER,
      }),
    "not-found",
  ],
  [
    "a look at a sign of abuse",
    (s, w) => dismissAbuseSign(database.db, { ...where(s, w.drive), clerkId: clerk, id: w.sign, at: LATER }),
    "not-found",
  ],
  [
    "a judgement on a pair",
    (s, w) =>
      judgeDifferent(
        database.db,
        s,
        { later: String(w.answered), earlier: String(w.proposal) },
        author,
        LATER,
      ),
    "changed-meanwhile",
  ],
];

describe("what is asked for by its id", () => {
  test.each(BY_ID)("%s is there in its own space and not in another", async (_, read) => {
    for (const { own, other } of spaces()) {
      await expect(read(own.spaceId, own)).resolves.toBeDefined();
      await expect(read(other.spaceId, own)).rejects.toMatchObject(NOT_FOUND);
    }
  });

  test("a receipt and its proof are there in their own space and not in another", async () => {
    for (const { own, other } of spaces()) {
      expect(await readOwnReceipt(services, own.spaceId, own.drive, own.signer)).toBeDefined();
      expect(await readOwnReceipt(services, other.spaceId, own.drive, own.signer)).toBeUndefined();
      expect(await proofOfLeaf(database.db, own.spaceId, own.leaf)).toBeDefined();
      expect(await proofOfLeaf(database.db, other.spaceId, own.leaf)).toBeUndefined();
      const addresses = new MatterAddresses(database.db);
      expect(await addresses.find(own.spaceId, String(own.forum), null)).toMatchObject({ id: own.forum });
      expect(await addresses.find(other.spaceId, String(own.forum), null)).toBeUndefined();
    }
  });

  test.each(ACTS)("%s is refused from another space, and nothing is written", async (_, act, code) => {
    const before = await fingerprint(database.pool);
    for (const { own, other } of spaces())
      await expect(act(other.spaceId, own)).rejects.toMatchObject({ code });
    expect(await fingerprint(database.pool)).toEqual(before);
  });

  test("an agreement is refused by the one statement that would write it", async () => {
    const person = await createPerson(database.db);
    const before = await fingerprint(database.pool);
    for (const { own, other } of spaces()) {
      const command = { matterId: own.proposal, personId: person, kind: "proposal", at: LATER } as const;
      for (const change of ["add", "remove"] as const)
        expect(await services.supports.submit({ ...command, spaceId: other.spaceId, change })).toEqual({
          result: "refused",
          why: "not-found",
        });
    }
    expect(await fingerprint(database.pool)).toEqual(before);
  });
});

describe("letters", () => {
  test("are the space's, and lead to where it stands", async () => {
    const { db } = database;
    for (const { own } of spaces())
      await tellReply(db, { dutyId: own.met, version: 1, afterSerial: 0 }, ORIGIN, LATER);
    // A day before the law wants the lists published: of both spaces, but only the city has an office to be told.
    const due = new Date(NOW.getTime() + 24 * 60 * 60 * 1000);
    await remindOffice(db, ORIGIN, due);
    const directoryByCode = (code: string) => readDirectory(db, code);
    await tellSavedSearches(
      { db, engine, directoryOf: directoryByCode, labels: facetLabels, origin: ORIGIN },
      { afterId: 0 },
      LATER,
    );
    for (const { own, other, home } of spaces()) {
      const { mails } = await readKeptMails(db, own.spaceId, undefined, 1_000);
      const links = mails.flatMap(({ body }) => body.match(/https:\/\/\S+/g) ?? []);
      expect(links.length).toBeGreaterThan(0);
      const foreign = links.filter(
        (link) => !link.startsWith(`${home}/`) || /\/s\//.test(link.slice(home.length)),
      );
      expect(foreign).toEqual([]);
      const matters = new Set(mails.map(({ matter_id }) => matter_id));
      expect(matters).toContain(own.answered);
      expect(matters).not.toContain(other.answered);
    }
  });
});
