import { randomUUID } from "node:crypto";
import { publishReply } from "#app/domain/duty/reply.ts";
import { beginApplication } from "#app/domain/kinds/drive/application.ts";
import { closeBatches } from "#app/domain/kinds/drive/close-batches.ts";
import { handIn } from "#app/domain/kinds/drive/hand-in.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { replyToOpinion } from "#app/domain/kinds/forum/answer-opinion.ts";
import { giveOpinion } from "#app/domain/kinds/forum/give-opinion.ts";
import { approvePoll } from "#app/domain/kinds/poll/approve-poll.ts";
import { makePoll } from "#app/domain/kinds/poll/drafts.ts";
import { keepDraft } from "#app/domain/kinds/proposal/drafts.ts";
import { publishProposal } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { addStatement } from "#app/domain/opinion-map/add-statement.ts";
import { vote } from "#app/domain/opinion-map/vote.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { writeMessage } from "#app/domain/quick-poll/chat.ts";
import { makeQuickPoll } from "#app/domain/quick-poll/make-quick-poll.ts";
import { addQuestion, changePoll } from "#app/domain/quick-poll/manage.ts";
import { reportQuick } from "#app/domain/quick-poll/moderate.ts";
import { findPoll } from "#app/domain/quick-poll/read-quick-poll.ts";
import { saveSearch } from "#app/domain/search/saved-searches.ts";
import { changeWords } from "#app/domain/search/words.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { homeOf } from "#app/domain/space/home.ts";
import { applyGroup } from "#app/domain/support/apply-group.ts";
import { upsertAbuseSign } from "#db/queries/abuse-signs.ts";
import { listLeaves } from "#db/queries/batches.ts";
import { insertImported } from "#db/queries/imports.ts";
import { saveLikelyDuplicates } from "#db/queries/likely-duplicates.ts";
import { insertPicture } from "#db/queries/pictures.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { findSpaceById } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";
import { createPersons, type TestDatabase } from "./database.ts";
import { createDrive, createSigners, DRAFT, signatureOf, signer } from "./drives.ts";

export const SOURCE = "다른 서비스";
/** A word that stands in what both spaces are about. */
export const SHARED_WORD = "물수제비";
const DAY_MS = 24 * 60 * 60 * 1000;

/** One of each thing in one space, by id. */
export interface World {
  directory: Directory;
  spaceId: number;
  /** Open, with an open duty and a forum. */
  proposal: number;
  /** Closed by nobody, with a duty that was met. */
  answered: number;
  imported: number;
  forum: number;
  /** Of the answered proposal. */
  secondForum: number;
  opinion: number;
  /** Of the forum's opinion map. */
  statement: number;
  duty: number;
  met: number;
  /** Collects, and was signed by `signer`. */
  drive: number;
  /** Its list was handed in. */
  handedIn: number;
  /** Who leads that one. */
  leading: number;
  application: number;
  /** Open, with live results and one question. */
  poll: number;
  /** Of that poll's opinion map. */
  pollStatement: number;
  /** Waits for an officer who wrote none of it. */
  pollDraft: number;
  draft: string;
  /** Of the proposal, and of the draft. */
  picture: string;
  draftPicture: string;
  search: number;
  leaf: Buffer;
  sign: number;
  /** The name of a one-touch poll with a chat; the author made it. It is another in each space. */
  quick: string;
  /** What was reported, as moderators know it: that poll. */
  reported: number;
  signer: number;
  /** Who may reply to its duties, and holds every other post there. */
  staff: Viewer;
}

export interface Making {
  database: TestDatabase;
  services: SigningServices;
  /** Who writes, signs and saves in every space: what is theirs in one is not shown in another. */
  author: number;
  now: Date;
  /** A word for every title, so that wherever one stands it says of which space it is. */
  mark?: string;
}

/** Fills a space with one of each thing, through the functions that its pages call. */
export async function fillSpace(making: Making, directory: Directory): Promise<World> {
  const { database, services, author, now, mark } = making;
  const marked = (title: string) => (mark === undefined ? title : `${title} ${mark}`);
  const { db } = database;
  const spaceId = directory.space.id;
  const category = directory.categories[0]?.code ?? "";
  const people = await createPersons(db, 100);
  const name = directory.space.name.ko;

  const publish = async (title: string) => {
    const body = `${name}의 ${SHARED_WORD} 이야기입니다.`;
    const id = await publishProposal(
      db,
      spaceId,
      author,
      { title: marked(title), body, category, district: null },
      now,
    );
    await inTransaction(db, (tx) =>
      applyGroup(
        tx,
        SUPPORT_PLUGS,
        people.map((personId) => ({
          spaceId,
          matterId: id,
          personId,
          kind: "proposal",
          change: "add",
          at: now,
        })),
      ),
    );
    return id;
  };
  const proposal = await publish(`${SHARED_WORD} 대회를 열어 주세요`);
  const answered = await publish(`${SHARED_WORD} 돌을 모아 주세요`);
  const one = async (query: string, ...values: unknown[]): Promise<number> => {
    const { rows } = await database.pool.query(query, values);
    return Number(rows[0]?.id);
  };
  const dutyOf = (matterId: number) => one("select id from duty where matter_id = $1", matterId);
  const forumOf = (id: number) => one("select matter_id as id from forum where proposal_id = $1", id);
  const [forum, secondForum] = [await forumOf(proposal), await forumOf(answered)];
  const [duty, met] = [await dutyOf(proposal), await dutyOf(answered)];

  const officeId = await one("select office_id as id from duty where id = $1", met);
  const staff: Viewer = {
    personId: author,
    publicName: "김○○",
    district: null,
    language: "ko",
    posts: [{ spaceId, role: "officer", officeId }],
  };
  await publishReply(db, staff, spaceId, met, { body: `${name}에서 답합니다.`, decision: "will-do" }, now);

  const opinion = await giveOpinion(
    services,
    spaceId,
    forum,
    author,
    { stance: "for", body: `${name} 의견` },
    now,
  );
  await replyToOpinion(db, spaceId, opinion.id, author, `${name} 댓글`, now);

  const statementOn = async (matterId: number) => {
    const text = { body: `${name} 문장입니다`, anyway: true };
    const added = await addStatement(db, spaceId, matterId, author, text, now);
    if ("similar" in added) throw new Error("The statement was not added.");
    return added.id;
  };
  const statement = await statementOn(forum);
  await vote(db, spaceId, forum, author, [{ statement, vote: "agree" }], now);

  const imported = await inTransaction(db, (tx) =>
    insertImported(tx, [
      {
        space_id: spaceId,
        kind: "proposal",
        state: "closed",
        visibility: "public",
        title: marked(`옮겨 온 ${SHARED_WORD}`),
        body: name,
        category,
        opened_at: new Date(now.getTime() - 9 * DAY_MS),
        opens_at: new Date(now.getTime() - 9 * DAY_MS),
        closes_at: new Date(now.getTime() - DAY_MS),
        ended_at: new Date(now.getTime() - DAY_MS),
        updated_at: now,
        imported_count: 7,
        source: SOURCE,
        source_id: "1",
      },
    ]),
  );

  const draft = randomUUID();
  await keepDraft(
    db,
    spaceId,
    author,
    draft,
    { title: marked(name), body: name, category, district: null },
    now,
  );
  const [picture, draftPicture] = [randomUUID(), randomUUID()];
  const addPicture = (of: { id: string; matter_id: number | null; draft_id: string | null }) =>
    inTransaction(db, (tx) => {
      const shown = { position: 1, alt: name, media_type: "image/webp" as const, width: 1, height: 1 };
      return insertPicture(tx, { ...of, ...shown, bytes: Buffer.from(name), created_at: now });
    });
  await addPicture({ id: picture, matter_id: proposal, draft_id: null });
  await addPicture({ id: draftPicture, matter_id: null, draft_id: draft });

  const drive = await createDrive(db, services, { at: now, directory, title: marked(`${SHARED_WORD} 조례`) });
  const handedIn = await createDrive(db, services, {
    at: now,
    directory,
    required: 1,
    title: marked(DRAFT.title),
  });
  const who = signer(spaceId);
  const [signing = 0] = await createSigners(db, services.seal, [who]);
  for (const matterId of [drive, handedIn])
    await services.supports.submit({
      spaceId,
      matterId,
      personId: signing,
      kind: "drive",
      change: "add",
      at: now,
      beside: await signatureOf(db, services, matterId, signing, who, spaceId),
    });
  // What the tests' own way of making these leaves out.
  await inTransaction(db, (tx) =>
    noteSearchChanges(tx, [
      { kind: "proposal", id: imported[0]?.id ?? 0 },
      { kind: "drive", id: drive },
    ]),
  );
  await closeBatches(services, now);
  const batch = await one("select id from signature_batch where matter_id = $1", drive);
  const [leaf] = await listLeaves(db, batch);
  const leading = await one("select representative_id as id from drive where matter_id = $1", handedIn);
  const space = await findSpaceById(db, spaceId);
  if (!space || !leaf) throw new Error("A space or its batch cannot be read.");
  const home = homeOf("https://portal.test", space);
  await handIn(services, { spaceId, matterId: handedIn, personId: leading, at: now }, home);

  const application = await beginApplication(
    db,
    { id: spaceId, categories: directory.categories },
    author,
    "ordinance-petition",
    now,
  );
  const [writer = 0, approver = 0] = people;
  const makeOne = () =>
    makePoll(
      { db, directory, viewer: { ...staff, personId: writer }, now },
      {
        title: marked(`${SHARED_WORD} 대회를 언제 열까요?`),
        category,
        results: "live",
        closesAt: new Date(now.getTime() + 9 * DAY_MS).toISOString(),
        pages: [
          { questions: [{ type: "single", title: `${name}의 물음`, choices: ["봄", "가을"] }] },
          { questions: [{ type: "text", title: "까닭", required: false }] },
        ],
        gifts: [{ name: marked("책 교환권"), count: 1 }],
        opinionMap: true,
      },
    );
  const [poll, pollDraft] = [await makeOne(), await makeOne()];
  await approvePoll(
    { db, dataKeys: services.dataKeys },
    { ...staff, personId: approver },
    spaceId,
    poll,
    1,
    now,
  );
  // Before what it finds was published: so that there is something to be told of.
  await saveSearch(db, directory, author, `q=${SHARED_WORD}`, new Date(now.getTime() - DAY_MS));
  await changeWords(db, spaceId, { intent: "add-group", words: `${SHARED_WORD}, ${name}` }, now);
  await upsertAbuseSign(db, {
    matter_id: drive,
    kind: "burst",
    about: "somebody",
    times: 20,
    first_at: now,
    last_at: now,
  });
  await inTransaction(db, (tx) =>
    saveLikelyDuplicates(tx, spaceId, [{ later: answered, earlier: proposal, score: 700 }], now),
  );
  const quick = await makeQuickPoll(
    db,
    spaceId,
    author,
    {
      question: marked(`${SHARED_WORD} 할까요`),
      choices: ["예", "아니요"],
      name: `quick-${spaceId}`,
      lasts: "month",
    },
    now,
  );
  const asked = await findPoll(db, spaceId, quick, now);
  await changePoll(db, { poll: asked, makerId: author, now }, { chat: true });
  await addQuestion(
    db,
    { poll: asked, makerId: author, now },
    { question: marked("다음 질문"), choices: ["가", "나"] },
  );
  await writeMessage(db, asked, author, marked(`${name} 대화`), now);
  await reportQuick(db, { spaceId, personId: signing, now }, asked, null, { reason: "spam", note: "" });
  const { id: reported } = await db
    .selectFrom("moderated")
    .select("id")
    .where("space_id", "=", spaceId)
    .executeTakeFirstOrThrow();
  return {
    directory,
    spaceId,
    quick,
    reported,
    proposal,
    answered,
    imported: imported[0]?.id ?? 0,
    forum,
    secondForum,
    leading,
    opinion: opinion.id,
    statement,
    duty,
    met,
    drive,
    handedIn,
    application,
    poll,
    pollStatement: await statementOn(poll),
    pollDraft,
    draft,
    picture,
    draftPicture,
    search: await one("select id from saved_search where space_id = $1", spaceId),
    leaf,
    sign: await one("select id from abuse_sign where matter_id = $1", drive),
    signer: signing,
    staff,
  };
}
