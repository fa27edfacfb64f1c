import { type Words, writeLetter } from "#app/domain/notice/write-letter.ts";
import type { Tx } from "#db/client.ts";
import type { DriveRow } from "#db/queries/drives.ts";
import { findCouncilOffice } from "#db/queries/spaces.ts";
import type { CalendarStep } from "#db/tables/statute-definition.ts";

export type OfficeNews =
  | { kind: "handed-in"; count: number; round: number }
  /** All of a day in one letter. */
  | { kind: "objection"; day: string }
  | { kind: "reminder"; step: CalendarStep; until: Date };

/** What makes one occasion of it different from the next. */
function occasionOf(news: OfficeNews): string {
  switch (news.kind) {
    case "handed-in":
      return `round/${news.round}`;
    case "objection":
      return news.day;
    case "reminder":
      return `${news.step}/${news.until.getTime()}`;
  }
}

/** Tells the space's council office of something that waits for it; a space without one has nobody to tell. */
export async function tellOffice(
  tx: Tx,
  drive: Pick<DriveRow, "matter_id" | "space_id" | "title">,
  news: OfficeNews,
  home: string,
  now: Date,
): Promise<void> {
  const office = await findCouncilOffice(tx, drive.space_id);
  if (!office) return;
  await writeLetter(
    tx,
    { spaceId: drive.space_id, home },
    {
      to: { office },
      occasion: `drive/${drive.matter_id}/${news.kind}/${occasionOf(news)}`,
      matterId: drive.matter_id,
      say(words) {
        const { t } = words;
        const values = { title: drive.title, ...valuesOf(news, words) };
        return {
          subject: t(`mail:drive.office.${news.kind}.subject`, values),
          body: [t(`mail:drive.office.${news.kind}.body`, values)],
          page: { path: `/clerk/drives/${drive.matter_id}` },
        };
      },
    },
    now,
  );
}

function valuesOf(news: OfficeNews, { t, date, number }: Words) {
  switch (news.kind) {
    case "handed-in":
      return { amount: number(news.count), date: "", step: "" };
    case "objection":
      return { amount: "", date: "", step: "" };
    case "reminder":
      return { amount: "", date: date(news.until), step: t(`clerk:step.${news.step}`) };
  }
}
