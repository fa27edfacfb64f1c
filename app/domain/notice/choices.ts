import type { Queryable } from "#db/client.ts";
import { listSettings } from "#db/queries/notice-settings.ts";
import { NOTICE_SORTS, type NoticeSort } from "#db/tables/notice.ts";

/** Where news of a sort are told. */
export interface Choice {
  /** Off: nowhere. */
  told: boolean;
  mail: boolean;
  /** On the devices that were set up for it. */
  push: boolean;
}

const EVERYWHERE: Choice = { told: true, mail: true, push: true };

/** What holds for who chose nothing: of what is new in a whole category there is much, and it waits in the portal. */
export const DEFAULT_CHOICES: Readonly<Record<NoticeSort, Choice>> = {
  reply: EVERYWHERE,
  threshold: EVERYWHERE,
  forum: EVERYWHERE,
  progress: EVERYWHERE,
  result: EVERYWHERE,
  withdrawn: EVERYWHERE,
  published: { told: true, mail: false, push: false },
};

/** What a person chose for each sort, and what holds where they chose nothing. */
export async function readChoices(db: Queryable, personId: number): Promise<Record<NoticeSort, Choice>> {
  const rows = await listSettings(db, personId);
  const choices = { ...DEFAULT_CHOICES };
  for (const sort of NOTICE_SORTS) {
    const row = rows.find((one) => one.sort === sort);
    if (row) choices[sort] = { told: row.told, mail: row.mail, push: row.push };
  }
  return choices;
}
