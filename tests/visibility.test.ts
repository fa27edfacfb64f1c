import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { giveOpinion } from "#app/domain/kinds/forum/give-opinion.ts";
import { readProposal } from "#app/domain/kinds/proposal/read-proposal.ts";
import { DATA_SETS, DOCUMENT_READERS, SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import { readCalendar } from "#app/domain/views/read-calendar.ts";
import { readWidget } from "#app/domain/views/read-widget.ts";
import { listDrives, listListedDrives } from "#db/queries/drive-lists.ts";
import { countDuties, listDuties } from "#db/queries/duties.ts";
import { listLatestEvents } from "#db/queries/events.ts";
import { listForums } from "#db/queries/forums.ts";
import { listPublicMatters } from "#db/queries/matters.ts";
import { listProposals } from "#db/queries/proposal-lists.ts";
import { listVisible } from "#db/queries/search-documents.ts";

import type { Visibility } from "#db/tables/matter.ts";
import type { SearchedKind } from "#db/tables/search.ts";
import { indexChanges } from "#search/sync.ts";
import {
  createPersons,
  createProposal,
  createTestDatabase,
  directoryOf,
  type TestDatabase,
} from "./support/database.ts";
import { createDrive, signingServices } from "./support/drives.ts";

/** Who may be told of a matter: every list asks its visibility, whatever its kind. */
const NOW = new Date("2026-02-10T03:00:00Z");
const noWords = async () => ({ synonyms: [], stopWords: [] });

let database: TestDatabase;
let spaceId: number;
const ids = { proposal: 0, forum: 0, drive: 0, opinion: 0, duty: 0 };

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  spaceId = (await directoryOf(db)).space.id;
  const supports = new SupportWriter(db, SUPPORT_PLUGS);
  const people = await createPersons(db, 100);
  ids.proposal = await createProposal(db, NOW);
  await Promise.all(
    people.map((personId) =>
      supports.submit({
        spaceId,
        matterId: ids.proposal,
        personId,
        kind: "proposal",
        change: "add",
        at: NOW,
      }),
    ),
  );
  const [author = 0] = people;
  const forum = await db.selectFrom("forum").select("matter_id").executeTakeFirstOrThrow();
  ids.forum = forum.matter_id;
  const opinion = { stance: "for", body: "찬성합니다." } as const;
  ids.opinion = (await giveOpinion({ db, supports }, spaceId, ids.forum, author, opinion, NOW)).id;
  ids.duty = (await db.selectFrom("duty").select("id").executeTakeFirstOrThrow()).id;
  await db
    .insertInto("reply")
    .values({
      duty_id: ids.duty,
      version: 1,
      decision: "will-do",
      body: "그렇게 하겠습니다.",
      author_id: author,
      published_at: NOW,
    })
    .execute();
  await db.updateTable("duty").set({ replies: 1, met_at: NOW }).where("id", "=", ids.duty).execute();
  ids.drive = await createDrive(db, signingServices(db), { at: NOW });
  const refs = [
    { kind: "drive", id: ids.drive },
    { kind: "reply", id: ids.duty },
  ] as const;
  await db.insertInto("search_change").values(refs).execute();
  await indexChanges(db, { readers: DOCUMENT_READERS, words: noWords }, NOW);
});
afterAll(() => database.close());

type Kind = "proposal" | "forum" | "drive";
const filter = () => ({ spaceId, now: NOW, order: "newest" as const });
const matterIds = (rows: { id: number }[]) => rows.map(({ id }) => id);
const sources = async (kind: Kind | "opinion" | "reply", id: number) =>
  (await DOCUMENT_READERS[kind](database.db, [id], NOW)).map(({ matterId }) => matterId);
/** What is shown of hits of an index that was made while everything was public. */
const shownOf = async (kind: SearchedKind, id: number) =>
  (await listVisible(database.db, spaceId, [{ kind, id }], "ko")).map(({ matter_id }) => matter_id);

/** What each list says: ids of matters. */
const LISTS: Record<string, { of: Kind; list(): Promise<number[]> }> = {
  "the page of proposals": {
    of: "proposal",
    list: async () => matterIds(await listProposals(database.db, filter(), "ko", 50)),
  },
  "what is hot": {
    of: "proposal",
    list: async () =>
      matterIds(await listProposals(database.db, { ...filter(), order: "trending", rising: true }, "ko", 50)),
  },
  "the duties that the public sees": {
    of: "proposal",
    list: async () =>
      (await listDuties(database.db, { spaceId, state: "met", now: NOW }, 50)).map(
        ({ matter_id }) => matter_id,
      ),
  },
  "how many duties there are": {
    of: "proposal",
    list: async () => ((await countDuties(database.db, spaceId, NOW)).met > 0 ? [ids.proposal] : []),
  },
  "the page of forums": {
    of: "forum",
    list: async () => matterIds(await listForums(database.db, spaceId, undefined, 50)),
  },
  "the page of drives": {
    of: "drive",
    list: async () => matterIds(await listDrives(database.db, { ...filter(), language: "ko" }, 50)),
  },
  "drives by their ids": {
    of: "drive",
    list: async () => matterIds(await listListedDrives(database.db, spaceId, [ids.drive], "ko")),
  },
  "what is read for search, of a proposal": { of: "proposal", list: () => sources("proposal", ids.proposal) },
  "what is read for search, of a reply": { of: "proposal", list: () => sources("reply", ids.duty) },
  "what is read for search, of a forum": { of: "forum", list: () => sources("forum", ids.forum) },
  "what is read for search, of an opinion": { of: "forum", list: () => sources("opinion", ids.opinion) },
  "what is read for search, of a drive": { of: "drive", list: () => sources("drive", ids.drive) },
  "what a search shows, of a proposal": { of: "proposal", list: () => shownOf("proposal", ids.proposal) },
  "what a search shows, of a reply": { of: "proposal", list: () => shownOf("reply", ids.duty) },
  "what a search shows, of a forum": { of: "forum", list: () => shownOf("forum", ids.forum) },
  "what a search shows, of an opinion": { of: "forum", list: () => shownOf("opinion", ids.opinion) },
  "what a search shows, of a drive": { of: "drive", list: () => shownOf("drive", ids.drive) },
  "the sitemap, of a proposal": { of: "proposal", list: () => sitemap() },
  "the sitemap, of a forum": { of: "forum", list: () => sitemap() },
  "the sitemap, of a drive": { of: "drive", list: () => sitemap() },
  "open data, of a proposal": { of: "proposal", list: () => openData("proposals") },
  "open data, of a forum": { of: "forum", list: () => openData("forums") },
  "open data, of a drive": { of: "drive", list: () => openData("drives") },
  "open data, of thresholds": { of: "proposal", list: () => openData("thresholds") },
  "open data, of duties": { of: "proposal", list: () => openData("duties") },
  "the calendar, of a forum": { of: "forum", list: () => calendar() },
  "the calendar, of a drive": { of: "drive", list: () => calendar() },
  "frames for other sites, of a proposal": { of: "proposal", list: () => framed(ids.proposal) },
  "frames for other sites, of a drive": { of: "drive", list: () => framed(ids.drive) },
  "the titles on the ledger's page, of a proposal": { of: "proposal", list: () => titles() },
};
/** The matters of a data set's rows. */
async function openData(name: string): Promise<number[]> {
  const dataSet = DATA_SETS.find((one) => one.name === name);
  const found: unknown[] = [];
  for await (const rows of dataSet?.pages(database.db, { spaceId, now: NOW }) ?? [])
    found.push(...rows.map(({ id, matter = id }) => matter));
  return found.map(Number);
}
const calendar = async () =>
  (await readCalendar(database.db, { spaceId, language: "ko", now: NOW })).map(({ path }) =>
    Number(path.split("/").at(-1)),
  );
const framed = (id: number) =>
  readWidget(database.db, id, { spaceId, language: "ko", now: NOW }).then(
    (widget) => [widget.id],
    () => [],
  );
const sitemap = async () => matterIds(await listPublicMatters(database.db, spaceId, 50));
const titles = async () =>
  (await listLatestEvents(database.db, spaceId, undefined, 50)).flatMap(({ matter_id, title }) =>
    matter_id !== null && title !== null ? [matter_id] : [],
  );

describe.each<[Visibility, boolean]>([
  ["public", true],
  ["unlisted", false],
  ["members", false],
])("what is %s", (visibility, shown) => {
  beforeAll(async () => {
    await database.db
      .updateTable("matter")
      .set({ visibility })
      .where("id", "in", [ids.proposal, ids.forum, ids.drive])
      .execute();
  });

  test.each(Object.entries(LISTS))(`is ${shown ? "" : "not "}on %s`, async (_, { of, list }) => {
    const listed = await list();
    if (shown) expect(listed).toContain(ids[of]);
    else expect(listed).not.toContain(ids[of]);
  });
});

test.each<Visibility>(["public", "unlisted"])(
  "what is %s is there for who has its address",
  async (visibility) => {
    const { db } = database;
    await db.updateTable("matter").set({ visibility }).where("id", "=", ids.proposal).execute();
    const reader = { personId: undefined, language: "ko" } as const;
    expect(await readProposal(db, spaceId, ids.proposal, reader, NOW)).toMatchObject({
      id: ids.proposal,
      supportCount: 100,
    });
  },
);
