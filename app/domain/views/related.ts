import { LRUCache } from "lru-cache";
import { kindOf, type MatterLine } from "#app/domain/kinds.ts";
import { beginningOf } from "#app/platform/excerpt.ts";
import { dialectOf, markdownToPlain } from "#app/platform/markdown.ts";
import type { Queryable } from "#db/client.ts";
import { listDutiesOfMatters } from "#db/queries/duties.ts";
import { findMatter } from "#db/queries/matters.ts";
import { listPollsNaming } from "#db/queries/polls.ts";
import { listVisible } from "#db/queries/search-documents.ts";
import type { DocumentRef } from "#db/search-document.ts";
import type { Decision } from "#db/tables/duty.ts";
import { DECISIONS } from "#db/tables/duty.ts";
import type { Language } from "#db/tables/language.ts";
import { MATTER_KINDS, type MatterKind } from "#db/tables/matter.ts";
import { keyOf, type Searcher } from "#search/engine.ts";
import { POLLS_SHOWN } from "./poll-origins.ts";
import { readMatters } from "./similar-matters.ts";

export interface RelatedReply {
  /** The duty's. */
  id: number;
  matter: { id: number; kind: MatterKind; title: string };
  /** The code of the office that replied. */
  office: string | null;
  decision: Decision | null;
  excerpt: string;
  publishedAt: string;
}

export interface Related {
  matters: MatterLine[];
  replies: RelatedReply[];
}

/** Which matter, and the space that it is asked for in. */
interface Asked {
  spaceId: number;
  id: number;
  kind: MatterKind;
}

interface Found {
  matters: DocumentRef[];
  replies: DocumentRef[];
}

const NOTHING: Related = { matters: [], replies: [] };
const MATTERS_SHOWN = 4;
const REPLIES_SHOWN = 3;
/** What is merely related may be less like than what is called similar while somebody writes. */
const RELATED_FLOOR = { matters: 0.2, replies: 0.18 };
/** From here on it is so near that what the city answered to it answers this too. */
const SAME_CONCERN = 0.25;
const EXCERPT_LENGTH = 140;
const REMEMBERED_MS = 10 * 60_000;
/** Each asks one question at a time. A crawler that reads every page must not make search queue for everybody. */
const MOST_AT_ONCE = 2;
/** A page never waits longer for this: whoever comes next finds it ready. */
const LONGEST_WAIT_MS = 250;

/**
 * What else speaks of a matter's concern, for its page. What was found is remembered for minutes and renewed behind
 * the reader's back; how it stands now (titles, counts, whether it may be seen) is read each time.
 */
export class RelatedMatters {
  readonly #found: LRUCache<string, Found, Asked>;
  #underWay = 0;

  constructor(
    private readonly db: Queryable,
    private readonly engine: Searcher,
    private readonly onFault: (error: unknown) => void,
    private readonly longestWaitMs = LONGEST_WAIT_MS,
  ) {
    this.#found = new LRUCache({
      max: 20_000,
      ttl: REMEMBERED_MS,
      allowStale: true,
      fetchMethod: (_key, _old, { context }) => this.#findInTurn(context),
    });
  }

  /** Never throws, and answers with nothing when search fails, is slow or has enough to do. */
  async of(spaceId: number, id: number, kind: MatterKind, language: Language, now: Date): Promise<Related> {
    try {
      const asked = { spaceId, id, kind };
      const found = await within(
        this.longestWaitMs,
        this.#found.fetch(`${spaceId}/${id}`, { context: asked }),
      );
      if (!found) return NOTHING;
      const [matters, replies] = await Promise.all([
        readMatters(this.db, found.matters, { spaceId, language, now }),
        this.#readReplies(spaceId, found.replies, language),
      ]);
      return { matters: matters.slice(0, MATTERS_SHOWN), replies };
    } catch (error) {
      this.onFault(error);
      return NOTHING;
    }
  }

  /** Undefined, which is not remembered, while enough is looked for already, or when there is no such matter. */
  async #findInTurn(asked: Asked): Promise<Found | undefined> {
    if (this.#underWay >= MOST_AT_ONCE) return undefined;
    this.#underWay += 1;
    try {
      return await this.#find(asked);
    } finally {
      this.#underWay -= 1;
    }
  }

  async #find({ spaceId, id, kind }: Asked): Promise<Found | undefined> {
    const [matter, ...shown] = await Promise.all([
      findMatter(this.db, spaceId, id, kind),
      kindOf(kind).readRelatives(this.db, spaceId, id),
      listPollsNaming(this.db, spaceId, id, POLLS_SHOWN),
    ]);
    const relatives = shown.flat();
    // Asked for at another kind's or another space's address. Remembered, it would stand for the matter that has this id.
    if (!matter) return undefined;
    const asked = {
      spaceId,
      title: matter.title,
      text: markdownToPlain(matter.body, dialectOf(matter.source)),
      exceptMatter: id,
    };
    // More than are shown: some may be withdrawn, or be the matter's own forum.
    const matters = await this.engine.similar({
      ...asked,
      kinds: MATTER_KINDS,
      limit: MATTERS_SHOWN * 2 + 2,
    });
    const replies = await this.engine.similar({ ...asked, kinds: ["reply"], limit: REPLIES_SHOWN * 2 });
    const others = matters.filter((hit) => !relatives.includes(hit.id) && hit.score >= RELATED_FLOOR.matters);
    const answered = await this.#answersTo(
      others.filter(({ score }) => score >= SAME_CONCERN).map((hit) => hit.id),
    );
    const alike = replies.filter(({ score }) => score >= RELATED_FLOOR.replies).map((hit) => hit.id);
    return {
      matters: others,
      replies: [...new Set([...answered, ...alike])].map((duty) => ({ kind: "reply", id: duty })),
    };
  }

  /** The duties of these matters that were answered, in the order of the matters. */
  async #answersTo(ids: number[]): Promise<number[]> {
    if (ids.length === 0) return [];
    const duties = (await listDutiesOfMatters(this.db, ids)).filter(({ replies }) => replies > 0);
    return ids.flatMap((id) => duties.filter((duty) => duty.matter_id === id).map((duty) => duty.id));
  }

  async #readReplies(
    spaceId: number,
    refs: readonly DocumentRef[],
    language: Language,
  ): Promise<RelatedReply[]> {
    if (refs.length === 0) return [];
    const rows = new Map(
      (await listVisible(this.db, spaceId, refs, language)).map((row) => [keyOf(row), row]),
    );
    return refs
      .flatMap((ref) => rows.get(keyOf(ref)) ?? [])
      .slice(0, REPLIES_SHOWN)
      .map((row) => ({
        id: row.id,
        matter: { id: row.matter_id, kind: row.matter_kind, title: row.title },
        office: row.office,
        decision: DECISIONS.find((decision) => decision === row.state) ?? null,
        excerpt: cut(row.text),
        publishedAt: row.published_at.toISOString(),
      }));
  }
}

const cut = (text: string) =>
  text.length <= EXCERPT_LENGTH ? text : `${beginningOf(text, EXCERPT_LENGTH).trimEnd()}…`;

/** What it becomes in time, or undefined; what comes later is not lost, but remembered by whoever made it. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((done) => {
    timer = setTimeout(() => done(undefined), ms);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
