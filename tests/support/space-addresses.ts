import { type World as FilledSpace, SHARED_WORD } from "./two-spaces.ts";

/** A filled space, with what only its addresses need. */
export interface World extends FilledSpace {
  /** The token of the application's invitation. */
  invitation: string;
  /** The signer's, as it is downloaded. */
  receipt: string;
  /** A group of synonyms. */
  words: number;
  /** A key of the author's. */
  apiKey: number;
  /** A form of the author's that met a session that had ended. */
  kept: string;
  /** An application that waits for the clerk. */
  submitted: number;
}

/** Who asks. Everyone but the visitor and the author is somebody of one space, and nobody in the other. */
export const POSTS = ["officer", "moderator", "clerk", "admin"] as const;
export type PostHolder = (typeof POSTS)[number];
export type Reader = "visitor" | "author" | "signer" | "leading" | PostHolder;

/** Something written at an address, with what would be accepted in the world's own space. */
export interface SpaceWrite {
  as: Reader;
  /** What the address's id is, where it is not the one that is read. */
  id?: (world: World) => number | string;
  query?: (world: World) => string;
  /** @param here the space in which it is asked */
  form?: (world: World, here: World) => Record<string, string>;
  method?: "POST" | "PUT" | "DELETE";
  json?: (world: World) => object;
  /** What is answered elsewhere, where it is neither 403 nor 404; why, a comment says. */
  elsewhere?: number;
}

export interface SpaceAddress {
  /** What stands for the parameter of the address. */
  id?: (world: World) => number | string;
  query?: (world: World) => string;
  /** Who reads it; visitor when left out. */
  as?: Reader;
  /** What is answered in its own space; 200 when left out. */
  answers?: number;
  /** What of the space must be seen in it: what people wrote ("text", when left out), only names of the directory, or nothing. */
  shows?: "text" | "names" | "nothing";
  /** It is about all spaces: their names may stand in it. */
  namesAll?: true;
  /** What is asked by a POST and changes nothing. */
  asked?: { form?: (world: World, here: World) => Record<string, string>; json?: (world: World) => object };
  writes?: readonly SpaceWrite[];
  /** Why what is written there is nobody's but the writer's, in whichever space they do it. */
  everybodys?: string;
}

const seen: SpaceWrite = {
  as: "clerk",
  form: ({ sign, drive }) => ({ intent: "seen", sign: String(sign), drive: String(drive) }),
};
const opinion = ({ opinion: id }: World) => String(id);
const textOf = (_: World, { directory }: World) => ({
  title: "고친 제목입니다",
  body: "고친 글입니다.",
  category: directory.categories[0]?.code ?? "",
});
const REPLY = { body: "답변을 드립니다.", decision: "will-do" };
const NOTE = "정해진 기준에 맞지 않아 되돌립니다.";
const AGE_KEY = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

/** Of a page that stands within another of the same address. */
const index = () => "index";

const proposal = (w: World) => w.proposal;
const forum = (w: World) => w.forum;
const drive = (w: World) => w.drive;
const handedIn = (w: World) => w.handedIn;
const draft = (w: World) => w.draft;
const quick = (w: World) => w.quick;
const application = (w: World) => w.application;

/** Every route that is not of the API, by its folder: who reads it, what it shows, what can be written there. */
export const ROUTES: Record<string, SpaceAddress> = {
  _index: {},
  about: { shows: "names" },
  // Nothing waits for who never touched a button.
  "acts.$token": { id: () => "nothing", answers: 404, shows: "nothing" },
  "acts.$token_.sign-in": { id: () => "nothing", answers: 404, shows: "nothing" },
  "api.v1.$": { id: () => "nothing", answers: 404, shows: "nothing" },
  "auth.back-channel-logout": {
    answers: 400,
    shows: "nothing",
    everybodys: "a session is of all spaces",
  },
  "auth.callback": { answers: 302, shows: "nothing" },
  "auth.failed": { shows: "names" },
  "auth.left": { shows: "names" },
  "auth.sign-in": { answers: 302, shows: "nothing" },
  "auth.sign-out": { answers: 302, shows: "nothing", everybodys: "a session is of all spaces" },
  "clerk._index": { as: "clerk", writes: [seen] },
  "clerk.applications.$id": {
    id: (w) => w.submitted,
    as: "clerk",
    shows: "names",
    writes: [
      { as: "clerk", form: () => ({ intent: "certify" }) },
      { as: "clerk", form: () => ({ intent: "correction", note: NOTE }) },
      { as: "clerk", form: () => ({ intent: "refused", note: NOTE }) },
    ],
  },
  "clerk.drives.$id": { id: drive, as: "clerk" },
  "clerk.drives.$id._index": {
    id: drive,
    as: "clerk",
    writes: [
      { ...seen, query: index },
      { as: "clerk", query: index, id: handedIn, form: () => ({ intent: "publish-list" }) },
      { as: "clerk", query: index, id: handedIn, form: () => ({ intent: "accept" }) },
      { as: "clerk", query: index, id: handedIn, form: () => ({ intent: "dismiss", note: NOTE }) },
      { as: "clerk", query: index, id: handedIn, form: () => ({ intent: "grant-shortfall", note: NOTE }) },
    ],
  },
  "clerk.drives.$id.decision": {
    id: handedIn,
    as: "clerk",
    writes: [
      {
        as: "clerk",
        form: () => ({
          intent: "decide",
          outcome: "adopted",
          for: "3",
          against: "1",
          abstained: "0",
          reasons: "",
        }),
      },
    ],
  },
  "clerk.drives.$id.doubtful": {
    id: drive,
    as: "clerk",
    writes: [{ as: "clerk", form: () => ({ intent: "look", purpose: "대조합니다" }) }],
  },
  "clerk.drives.$id.export": {
    id: handedIn,
    as: "clerk",
    answers: 302,
    shows: "nothing",
    writes: [{ as: "clerk", form: () => ({ format: "csv", recipient: AGE_KEY, purpose: "명부 열람" }) }],
  },
  "clerk.drives.$id.list": { id: handedIn, as: "clerk" },
  "clerk.drives.$id.objections": {
    id: handedIn,
    as: "clerk",
    writes: [
      { as: "clerk", form: () => ({ intent: "look", purpose: "심사합니다" }) },
      {
        as: "clerk",
        form: () => ({ intent: "answer", "objection.1": "yes", verdict: "rejected", answer: NOTE }),
      },
    ],
  },
  "clerk.drives.$id.paper": {
    id: drive,
    as: "clerk",
    writes: [
      {
        as: "clerk",
        form: () => ({
          intent: "sheet",
          sheet: "1",
          "lines.1.name": "서명인",
          "lines.1.birthDate": "1980-01-01",
          "lines.1.address": "솔밭길 1번",
        }),
      },
    ],
  },
  "clerk.recipients": {
    as: "clerk",
    shows: "nothing",
    writes: [{ as: "clerk", form: () => ({ intent: "confirm", recipient: "1" }), elsewhere: 409 }],
  },
  // There is no sheet of that number: what it shows is tested where sheets are entered.
  "clerk.drives.$id.sheets.$number": {
    id: drive,
    as: "clerk",
    answers: 404,
    shows: "nothing",
    writes: [{ as: "clerk", form: () => ({ intent: "look", purpose: "확인합니다" }) }],
  },
  "clerk.drives.$id.progress": { id: drive, as: "clerk", shows: "nothing" },
  data: { shows: "names" },
  // No files were made there: what they have is tested where they are.
  "data_.$day.$file": { id: () => "latest", answers: 404, shows: "nothing" },
  "demo._index": { shows: "names" },
  "demo.outbox": {},
  "desk._index": { as: "officer" },
  "desk.polls._index": { as: "officer" },
  "desk.polls.new": {
    as: "officer",
    shows: "nothing",
    everybodys: "a draft is begun in the space it is asked in, for an office there",
  },
  "desk.polls.$id": {
    id: (w) => w.pollDraft,
    as: "officer",
    writes: [
      { as: "officer", form: () => ({ intent: "looked", version: "1" }) },
      { as: "officer", form: () => ({ intent: "save", version: "1" }) },
      { as: "officer", form: () => ({ intent: "approve", version: "1" }) },
      { as: "officer", id: (w) => w.poll, form: () => ({ intent: "correct", "correction.ko": NOTE }) },
      { as: "officer", id: (w) => w.poll, form: () => ({ intent: "withdraw" }) },
    ],
  },
  "desk.polls.$id_.test-run": { id: (w) => w.pollDraft, as: "officer" },
  // Officers there are of no election commission; what those may is tested in votes.test.ts.
  "desk.votes._index": { as: "officer", answers: 403, shows: "nothing" },
  "desk.votes.new": {
    as: "officer",
    answers: 403,
    shows: "nothing",
    everybodys: "a vote is made in the space it is asked in, by the election commission there",
  },
  "desk.votes.$id": {
    id: (w) => w.poll,
    as: "officer",
    answers: 403,
    shows: "nothing",
    everybodys: "of what is no vote there is nothing to write",
  },
  "desk.votes.$id_.count": {
    id: (w) => w.poll,
    as: "officer",
    answers: 403,
    shows: "nothing",
    everybodys: "of what is no vote there is nothing to write",
  },
  "desk.duties.$id": {
    id: (w) => w.duty,
    as: "officer",
    writes: [
      { as: "officer", form: () => REPLY },
      { as: "officer", id: (w) => w.met, form: () => ({ ...REPLY, intent: "preview" }) },
    ],
  },
  "drafts.$id": {
    id: draft,
    as: "author",
    writes: [
      { as: "author", form: (w, here) => ({ ...textOf(w, here), category: "" }) },
      { as: "author", form: () => ({ intent: "discard" }) },
      { as: "author", form: (w) => ({ intent: `forward:${w.draftPicture}`, title: "제목", body: "글" }) },
      { as: "author", form: (w) => ({ intent: `remove:${w.draftPicture}`, title: "제목", body: "글" }) },
    ],
  },
  "drafts.$id_.autosave": {
    id: draft,
    as: "author",
    answers: 405,
    shows: "nothing",
    writes: [{ as: "author", method: "PUT", json: (w) => ({ ...textOf(w, w), category: null }) }],
  },
  "drafts.$id_.pictures": {
    id: draft,
    as: "author",
    answers: 405,
    shows: "nothing",
    writes: [{ as: "author", form: () => ({ picture: "" }) }],
  },
  "drafts.$id_.review": { id: draft, as: "author", writes: [{ as: "author", form: () => ({}) }] },
  "drives.$id": { id: drive },
  "drives.$id_.badge[.]svg": { id: drive },
  "drives.$id_.collect": { id: drive },
  "drives.$id_.hand-in": {
    id: handedIn,
    as: "leading",
    writes: [{ as: "leading", form: () => ({ sure: "yes" }) }],
  },
  "drives.$id_.objection": {
    id: handedIn,
    as: "author",
    writes: [{ as: "author", form: () => ({ body: "이 명부가 이상합니다." }) }],
  },
  "drives.$id_.poster[.]pdf": { id: drive, shows: "nothing" },
  "drives.$id_.receipt": {
    id: drive,
    as: "signer",
    writes: [{ as: "signer", form: () => ({ intent: "withdraw" }) }],
  },
  "drives.$id_.receipt[.]json": { id: drive, as: "signer", shows: "nothing" },
  "drives.$id_.sheets[.]pdf": { id: drive, as: "clerk", shows: "nothing" },
  "drives.$id_.sign": {
    id: drive,
    as: "author",
    writes: [{ as: "author", form: () => ({ consent: "yes", draft: "0".repeat(64) }) }],
  },
  "drives._index": {},
  "drives.applications.$id": {
    id: application,
    as: "author",
    shows: "names",
    writes: ["save", "submit", "withdraw", "invite", "end-invitation"].map((intent) => ({
      as: "author",
      form: () => ({ intent, step: "subject", request: "enact" }),
    })),
  },
  "drives.applications.$id_.join": {
    id: application,
    as: "signer",
    query: (w) => `token=${w.invitation}`,
    shows: "names",
    writes: [{ as: "signer", form: (w) => ({ token: w.invitation }) }],
  },
  "drives.new": {
    as: "author",
    shows: "names",
    everybodys: "an application begins in the space it is asked in",
  },
  duties: { query: () => "state=open" },
  "embed.matters.$id": { id: proposal },
  "embed.polls.$id.$question": { id: (w) => w.poll, answers: 404, shows: "nothing" },
  "embed.q.$name": { id: quick },
  // Of every space alike; what stands in each is tested where they are.
  "feeds.$name": { id: () => "nothing.atom", answers: 404, shows: "nothing" },
  "forums.$id": {
    id: forum,
    writes: [
      { as: "author", form: () => ({ intent: "opinion", stance: "for", body: "의견입니다" }) },
      { as: "signer", form: (w) => ({ intent: "reply", opinion: opinion(w), body: "댓글입니다" }) },
      { as: "signer", form: (w) => ({ intent: "helpful", opinion: opinion(w) }) },
      { as: "signer", form: (w) => ({ intent: "unhelpful", opinion: opinion(w) }) },
    ],
  },
  "forums.$id_.background": {
    id: forum,
    as: "moderator",
    writes: [
      { as: "moderator", form: () => ({ title: "배경", body: "글입니다" }) },
      { as: "moderator", form: () => ({ intent: "remove", position: "1" }) },
      { as: "officer", form: () => ({ title: "배경", body: "글입니다" }) },
      { as: "admin", form: () => ({ title: "배경", body: "글입니다" }) },
    ],
  },
  "forums.$id_.map": {
    id: forum,
    writes: [
      {
        as: "author",
        form: (w) => ({ intent: "vote", statement: String(w.statement), vote: "disagree" }),
      },
      { as: "author", form: (w) => ({ intent: "change", statement: String(w.statement), vote: "pass" }) },
      { as: "author", form: () => ({ intent: "add", body: "또 다른 문장입니다", anyway: "yes" }) },
      {
        as: "moderator",
        form: (w) => ({ intent: "hide", statement: String(w.statement), reason: "off-topic" }),
      },
      {
        as: "admin",
        form: (w) => ({ intent: "hide", statement: String(w.statement), reason: "off-topic" }),
      },
    ],
  },
  "forums._index": {},
  healthz: { shows: "nothing" },
  ledger: {},
  "kept.$id": { id: ({ kept }) => kept, as: "author" },
  "live.$id": { id: proposal, shows: "nothing" },
  me: { as: "author", everybodys: "how one is written to is of all spaces" },
  // Everything of a person is of all spaces; the signer is somebody of one.
  "me_.data": { as: "signer" },
  "me_.data[.]json": { as: "signer" },
  "me_.keys": {
    as: "author",
    shows: "names",
    writes: [{ as: "author", form: (w) => ({ intent: "revoke", key: String(w.apiKey) }) }],
  },
  "me_.follows": {
    as: "author",
    shows: "names",
    writes: ["start", "stop"].map((intent) => ({
      as: "author",
      form: (w) => ({ intent, follow: `matter/${w.proposal}` }),
      // What is not there is followed by nobody; to stop it is done already.
      elsewhere: intent === "start" ? 404 : 302,
    })),
  },
  "me_.notices": {
    as: "author",
    shows: "names",
    writes: [{ as: "author", form: () => ({ upTo: "1" }), elsewhere: 302 }],
  },
  "me_.notices_.settings": {
    as: "author",
    shows: "nothing",
    everybodys: "how one is written to is of all spaces",
  },
  "me_.leave": { as: "author", shows: "names", everybodys: "who leaves, leaves every space" },
  "me_.searches": {
    as: "author",
    shows: "names",
    writes: ["mail-on", "mail-off", "remove"].map((intent) => ({
      as: "author",
      form: (w) => ({ intent, search: String(w.search) }),
      // Said twice, or of what is not there, it is done already.
      elsewhere: 302,
    })),
  },
  metrics: { answers: 404, shows: "nothing" },
  "moderation.duplicates": {
    as: "moderator",
    writes: [
      {
        as: "moderator",
        form: (w) => ({ later: String(w.answered), earlier: String(w.proposal) }),
        // A pair that is gone is one that somebody else has judged.
        elsewhere: 409,
      },
    ],
  },
  // It is asked about an address, of whichever space.
  oembed: { answers: 404, shows: "nothing" },
  "operator.keys": {
    as: "admin",
    shows: "names",
    writes: [{ as: "admin", form: (w) => ({ intent: "revoke", key: String(w.apiKey) }) }],
  },
  "operator.map": {
    as: "admin",
    shows: "names",
    // There as here no map waits.
    writes: [{ as: "admin", form: () => ({ intent: "publish:1:1" }), elsewhere: 409 }],
  },
  "operator.search-words": {
    as: "admin",
    shows: "names",
    writes: [
      {
        as: "admin",
        form: (w) => ({ intent: "change-group", group: String(w.words), words: "하나, 둘" }),
        // As one that another operator has removed meanwhile.
        elsewhere: 409,
      },
      {
        as: "admin",
        form: (w) => ({ intent: "remove-group", group: String(w.words) }),
        elsewhere: 302,
      },
    ],
  },
  "operator.statutes": {
    as: "admin",
    shows: "names",
    writes: [{ as: "admin", form: () => ({}), elsewhere: 422 }],
  },
  "pictures.$id": { id: (w) => w.picture, shows: "nothing" },
  "proposals.$id": {
    id: proposal,
    writes: [
      { as: "signer", form: () => ({ intent: "agree" }) },
      { as: "author", form: () => ({ intent: "withdraw-agreement" }) },
      { as: "signer", form: () => ({ intent: "comment", body: "언제부터인가요?" }) },
    ],
  },
  "proposals.$id_.edit": { id: proposal, as: "author", writes: [{ as: "author", form: textOf }] },
  "proposals.$id_.supplements": {
    id: proposal,
    as: "author",
    writes: [{ as: "author", form: () => ({ body: "덧붙입니다." }) }],
  },
  "proposals.$id_.withdraw": { id: proposal, as: "author", writes: [{ as: "author", form: () => ({}) }] },
  "votes._index": { shows: "nothing" },
  // A vote of another space is none here: votes.test.ts.
  "votes.$id": { id: (w) => w.poll, answers: 404, shows: "nothing" },
  "polls._index": {},
  "polls.compare": { query: (w) => `ids=${w.poll}` },
  "polls.$id": { id: (w) => w.poll, writes: [{ as: "author", form: () => ({ "choice.q1": "c1" }) }] },
  "polls.$id_.ballot": { id: (w) => w.poll, as: "signer", answers: 302, shows: "nothing" },
  "polls.$id_.draft": {
    id: (w) => w.poll,
    answers: 405,
    shows: "nothing",
    writes: [
      {
        as: "signer",
        method: "PUT",
        // Of a poll of one page nothing is kept; in another space there is none.
        json: () => ({ tab: "0b9f3c1e-3f0a-4a54-9a52-0b7d5a1c2d3e", version: "0" }),
      },
    ],
  },
  "polls.$id_.reminder": {
    id: (w) => w.poll,
    as: "signer",
    writes: [
      { as: "signer", form: () => ({ intent: "ask" }) },
      { as: "signer", form: () => ({ intent: "take-back" }) },
    ],
  },
  // After it: who took part may leave the draw.
  "polls.$id_.draw": { id: (w) => w.poll, writes: [{ as: "author", form: () => ({ intent: "decline" }) }] },
  "polls.$id_.results": { id: (w) => w.poll },
  "polls.$id_.results_.now": { id: (w) => w.poll },
  "polls.$id_.results[.]csv": { id: (w) => w.poll, shows: "nothing" },
  // Its poll is open: the paper is there once it is counted.
  "polls.$id_.results[.]pdf": { id: (w) => w.poll, answers: 409, shows: "nothing" },
  "polls.$id_.map": {
    id: (w) => w.poll,
    writes: [
      {
        as: "author",
        form: (w) => ({ intent: "vote", statement: String(w.pollStatement), vote: "disagree" }),
      },
      { as: "author", form: () => ({ intent: "add", body: "또 다른 문장입니다", anyway: "yes" }) },
      {
        as: "moderator",
        form: (w) => ({ intent: "hide", statement: String(w.pollStatement), reason: "off-topic" }),
      },
    ],
  },
  // Its poll has no film.
  "polls.$id_.video": { id: (w) => w.poll, answers: 404, shows: "nothing" },
  "polls.$id_.turnout[.]csv": { id: (w) => w.poll, shows: "nothing" },
  // It has no question of that number: what it shows is tested where texts are.
  "polls.$id_.texts.$question": { id: (w) => w.poll, answers: 404, shows: "nothing" },
  "polls.pictures.$id": { id: () => "nothing", answers: 404, shows: "nothing" },
  "proposals._index": {},
  "proposals.new": {
    as: "author",
    query: (w) => `draft=${w.draft}`,
    writes: [
      {
        as: "author",
        query: (w) => `draft=${w.draft}`,
        form: (w, here) => ({ ...textOf(w, here), category: "" }),
      },
    ],
  },
  "proposals.similar": {
    as: "author",
    answers: 405,
    shows: "nothing",
    asked: { json: () => ({ title: `${SHARED_WORD} 대회를 열어 주세요`, body: "" }) },
  },
  "ledger_.witnesses": { shows: "names" },
  "matters.$id.report": {
    id: (w) => w.proposal,
    as: "author",
    writes: [{ as: "signer", form: () => ({ reason: "spam", note: "" }) }],
  },
  "moderation.reports": {
    as: "moderator",
    writes: [
      { as: "moderator", form: (w) => ({ intent: "kept", thing: String(w.reported), reports: "1" }) },
      { as: "moderator", form: (w) => ({ intent: "hide", thing: String(w.reported), reason: "spam" }) },
      { as: "moderator", form: (w) => ({ intent: "show", thing: String(w.reported), reason: "mistake" }) },
    ],
  },
  "q._index": { shows: "names" },
  "q.new": {
    as: "author",
    shows: "names",
    everybodys: "a one-touch poll is made in the space it is asked in",
  },
  "q.$name": {
    id: quick,
    writes: [
      { as: "signer", form: () => ({ intent: "message", body: "한마디 합니다." }) },
      { as: "signer", form: () => ({ intent: "report", message: "", reason: "spam", note: "" }) },
      { as: "moderator", form: () => ({ intent: "hide", message: "", reason: "spam" }) },
    ],
  },
  "q.$name_.live": { id: quick, shows: "nothing" },
  "q.$name_.manage": {
    id: quick,
    as: "author",
    writes: [
      { as: "author", form: () => ({ intent: "notice", notice: "알립니다." }) },
      { as: "author", form: () => ({ intent: "move", question: "2" }) },
      { as: "author", form: () => ({ intent: "chat-off" }) },
      { as: "author", form: () => ({ intent: "question", question: "또?", choice1: "가", choice2: "나" }) },
      { as: "author", form: () => ({ intent: "close" }) },
    ],
  },
  "q.$name_.screen": { id: quick },
  "q.$name_.vote": {
    id: quick,
    answers: 302,
    shows: "nothing",
    everybodys: "a device votes; what is not there leads back to its page, which says so",
  },
  receipts: { shows: "names", asked: { form: (w) => ({ receipt: w.receipt }) } },
  "receipts_.verify-receipt[.]mjs": { shows: "nothing" },
  "districts.$code": { id: (w) => w.directory.districts[0]?.code ?? "", shows: "names" },
  map: { shows: "names" },
  // Neither space has one.
  "map[.]svg": { answers: 404, shows: "nothing" },
  neighbourhood: { shows: "names" },
  // Which stands for every address that leads nowhere.
  $: { id: () => "nowhere", answers: 404, shows: "names", everybodys: "nothing is written where nothing is" },
  accessibility: { shows: "names" },
  privacy: { shows: "names" },
  display: {
    answers: 302,
    shows: "nothing",
    everybodys: "how somebody wants the portal to look is their browser's, in all spaces",
  },
  "og.$name": { id: (w) => `${w.proposal}.png`, shows: "nothing" },
  "og.q.$name": { id: (w) => `${w.quick}.png`, shows: "nothing" },
  "qr[.]svg": { shows: "nothing" },
  results: { shows: "names" },
  "results[.]csv": { query: () => "figure=categories", shows: "names" },
  "results[.]json": { shows: "names" },
  "robots[.]txt": { shows: "nothing", namesAll: true },
  rules: { shows: "names" },
  "search._index": { query: () => `q=${SHARED_WORD}` },
  "search.feed": { query: () => `q=${SHARED_WORD}` },
  "search.suggestions": { query: () => `q=${SHARED_WORD}` },
  "sitemap[.]xml": { shows: "nothing" },
  spaces: { shows: "names", namesAll: true },
  unsubscribe: { shows: "names", everybodys: "how one is written to is of all spaces" },
  statutes: { shows: "names" },
};

/** Every operation of the API, by its method and its address in the first space. */
export const OPERATIONS: Record<string, SpaceAddress> = {
  "GET /api/v1/search": { query: () => `q=${SHARED_WORD}` },
  "GET /api/v1/search/suggestions": { query: () => `q=${SHARED_WORD}` },
  "GET /api/v1/rules": { shows: "nothing" },
  "GET /api/v1/proposals": {},
  "POST /api/v1/proposals": { everybodys: "a proposal is published in the space it is asked in" },
  "GET /api/v1/proposals/{id}": { id: proposal },
  "PUT /api/v1/proposals/{id}/agreement": { id: proposal, writes: [{ as: "signer", method: "PUT" }] },
  "GET /api/v1/proposals/{id}/comments": { id: proposal, shows: "nothing" },
  "POST /api/v1/proposals/{id}/comments": {
    id: proposal,
    writes: [{ as: "signer", json: () => ({ body: "언제부터인가요?" }) }],
  },
  "DELETE /api/v1/proposals/{id}/agreement": { id: proposal, writes: [{ as: "author", method: "DELETE" }] },
  "GET /api/v1/duties": { query: () => "state=open" },
  "GET /api/v1/duties/{id}": { id: (w) => w.duty },
  "GET /api/v1/duties/{id}/replies": { id: (w) => w.met, shows: "names" },
  "POST /api/v1/duties/{id}/replies": {
    id: (w) => w.duty,
    writes: [{ as: "officer", json: () => REPLY }],
  },
  "GET /api/v1/forums": {},
  "GET /api/v1/forums/{id}": { id: forum },
  "GET /api/v1/forums/{id}/opinion-map": { id: forum, shows: "names" },
  "GET /api/v1/forums/{id}/opinions": { id: forum, shows: "names" },
  "POST /api/v1/forums/{id}/opinions": {
    id: forum,
    writes: [{ as: "author", json: () => ({ stance: "for", body: "의견입니다" }) }],
  },
  "GET /api/v1/drives": {},
  "GET /api/v1/drives/{id}": { id: drive },
  "PUT /api/v1/drives/{id}/signature": {
    id: drive,
    writes: [{ as: "author", method: "PUT", json: () => ({ consent: true, textHash: "0".repeat(64) }) }],
  },
  "DELETE /api/v1/drives/{id}/signature": { id: drive, writes: [{ as: "signer", method: "DELETE" }] },
  "GET /api/v1/drives/{id}/receipt": { id: drive, as: "signer", shows: "nothing" },
  "GET /api/v1/receipts/{leaf}": { id: (w) => w.leaf.toString("hex"), shows: "nothing" },
  "POST /api/v1/quick-polls": { everybodys: "a one-touch poll is made in the space it is asked in" },
  "GET /api/v1/quick-polls/{name}": { id: quick },
  "PUT /api/v1/quick-polls/{name}/vote": {
    id: quick,
    writes: [{ as: "visitor", method: "PUT", json: () => ({ choice: 1 }) }],
  },
  "GET /api/v1/quick-polls/{name}/messages": { id: quick },
  "GET /api/v1/polls": {},
  "POST /api/v1/polls": { everybodys: "a poll is made in the space it is asked in, for an office there" },
  "GET /api/v1/polls/{id}": { id: (w) => w.poll },
  "POST /api/v1/polls/{id}/approval": {
    id: (w) => w.pollDraft,
    writes: [{ as: "officer", method: "POST" }],
  },
  "PUT /api/v1/polls/{id}/ballot": {
    id: (w) => w.poll,
    writes: [{ as: "author", method: "PUT", json: () => ({ answers: { q1: "c1" } }) }],
  },
  "GET /api/v1/polls/{id}/opinion-map": { id: (w) => w.poll, shows: "names" },
  "GET /api/v1/polls/{id}/draw": { id: (w) => w.poll, answers: 409, shows: "nothing" },
  "GET /api/v1/polls/{id}/results": { id: (w) => w.poll, shows: "nothing" },
  "GET /api/v1/votes": { shows: "nothing" },
  "GET /api/v1/votes/{id}": { id: () => 999_999, answers: 404, shows: "nothing" },
  "POST /api/v1/matters/{id}/reports": {
    id: (w) => w.proposal,
    writes: [{ as: "author", method: "POST", json: () => ({ reason: "spam" }) }],
  },
  "GET /api/v1/events": { shows: "nothing" },
  "GET /api/v1/checkpoints": { shows: "nothing" },
  "GET /api/v1/checkpoints/keys": { shows: "nothing" },
  "GET /api/v1/spaces": { shows: "names", namesAll: true },
  "GET /api/v1/openapi.json": { shows: "nothing" },
};
