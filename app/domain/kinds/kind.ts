import type { DutyView } from "#app/domain/duty/read-duties.ts";
import type { LedgerCheck } from "#app/domain/ledger/fault.ts";
import type { KindNotices } from "#app/domain/notice/kind-notices.ts";
import type { DataSet } from "#app/domain/open-data/data-set.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { KindConsequences } from "#app/domain/threshold/consequences.ts";
import type { ConsequenceCode } from "#app/domain/threshold/rule.ts";
import type { Queryable, Tx } from "#db/client.ts";
import type { Language } from "#db/tables/language.ts";
import type { MatterKind } from "#db/tables/matter.ts";
import type { ReadDocuments } from "#search/documents.ts";

/** In whose space, language and moment something is read. */
export interface Reading {
  spaceId: number;
  language: Language;
  now: Date;
}

/** A matter in a line, as lists that hold every kind show it; a kind adds what its own badge and count say. */
export interface Line<Code extends MatterKind> {
  kind: Code;
  id: number;
  /** In the reader's language, where there is a translation. */
  title: string;
  /** What it goes by, in the reader's language; null: by its kind. */
  name: string | null;
  supportCount: number;
  /** Somebody can still stand behind it, or will. */
  open: boolean;
  /** The matter that it came from and shares its title with: where both are in one list, that one's line is enough. */
  about: number | null;
}

/** How far a matter has come, as a part of somebody else's page shows it. */
export interface Progress {
  title: string;
  /** What it goes by, in the reader's language; null: by its kind. */
  name: string | null;
  count: number;
  /** The next number ahead; null: none. */
  goal: number | null;
  /** Somebody can still stand behind it, or will. */
  open: boolean;
}

/** What is said of a matter to who is sent its address; a kind adds where its own stand. */
export interface Shared<Code extends MatterKind> {
  kind: Code;
  title: string;
  /** What it goes by, in the reader's language; null: by its kind. */
  name: string | null;
  /** Null: nothing of it is counted, or it was counted elsewhere. */
  counted: {
    count: number;
    /** The next number ahead; null: none. */
    goal: number | null;
    /** What that number leads to, by the space's rules; null: something else, or nothing. */
    leadsTo: ConsequenceCode | null;
  } | null;
  /** Somebody can still stand behind it, or will. */
  open: boolean;
}

/**
 * What the house asks of a kind. A kind's folder answers in its `kind.ts`, and `app/domain/kinds.ts` has the list: the
 * compiler names what a new one lacks. What a page draws for a kind stands in `app/components/kinds.tsx`.
 */
export interface Kind<Code extends MatterKind> {
  /** What it makes of its thresholds. */
  consequences: KindConsequences;
  /** What its own lines of the ledger say, held against the database; left out: nothing beside the general. */
  ledgerChecks?: readonly LedgerCheck[];
  /**
   * A support says nothing but that somebody stands behind it, so who leaves the portal takes it back where that is
   * still possible; else what they said beside it stands, and it stays with that, of nobody.
   */
  takenBackByLeaving: boolean;
  /** Who of it is told of what, beside those who follow it. */
  notices: KindNotices;
  /** What of it is published each night; nothing about a person. */
  dataSets: readonly DataSet[];
  /** Its matters as search reads them. */
  documents: ReadDocuments;
  /** What else follows from their being indexed, in the index's transaction; left out: nothing. */
  onIndexed?(tx: Tx, ids: readonly number[]): Promise<void>;
  /** These of its matters that are before everybody, in no order; never asked for none. */
  readLines(db: Queryable, ids: number[], reading: Reading): Promise<Line<Code>[]>;
  /** How far one has come, that is before everybody; null: there is nothing to show of it. */
  readProgress(db: Queryable, id: number, reading: Reading): Promise<Progress | null>;
  /** What is said of one to who is sent its address, that is before everybody; null: nothing. */
  readShared(db: Queryable, id: number, reading: Reading): Promise<Shared<Code> | null>;
  /**
   * Its supports are in how much districts take part. Not where its own page says from which districts they came: that
   * hides more, and what is shown of all kinds together must not take apart what stands together there.
   */
  inParticipation: boolean;
  /** People wait for the days on which it opens and closes: they stand in the calendar. */
  inCalendar: boolean;
  /** What a matter's page shows already: it is not shown once more as related. */
  readRelatives(db: Queryable, spaceId: number, id: number): Promise<number[]>;
  /** All that an office needs to reply about one; null: what is owed of this kind is met by acts, never by replies. */
  readForReply: ((db: Queryable, id: number, reading: Reading) => Promise<{ duties: DutyView[] }>) | null;
  /** What a person wrote and stands behind, for their own page; `limit` of each. */
  readOwn(db: Queryable, personId: number, reading: Reading, limit: number): Promise<unknown>;
  /** What the first page shows of it. */
  readFront(db: Queryable, directory: Directory, reading: Reading): Promise<unknown>;
}
