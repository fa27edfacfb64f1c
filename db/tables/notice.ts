import type { Generated } from "kysely";

/** The sorts of news that can be switched on and off, in the order in which a page lists them. */
export const NOTICE_SORTS = [
  "reply",
  "threshold",
  "forum",
  "progress",
  "result",
  "withdrawn",
  "published",
] as const;
export type NoticeSort = (typeof NOTICE_SORTS)[number];

/** That a person was told of a line of a space's ledger. */
export interface NoticeTable {
  person_id: number;
  space_id: number;
  event_seq: number;
  sort: NoticeSort;
  created_at: Date;
  /** Null: not yet. */
  read_at: Date | null;
  /** It waits for the next letter that gathers several. */
  gathered: Generated<boolean>;
}

export interface NoticeProgressTable {
  space_id: number;
  /** The last line that everybody was told of. */
  seq: number;
  /** The one after it that is being told; null: none. */
  line: number | null;
  /** Up to which person. */
  after_person: Generated<number>;
}

export interface NoticeSettingTable {
  person_id: number;
  sort: NoticeSort;
  /** Off: told nowhere. */
  told: boolean;
  mail: boolean;
  push: boolean;
}
