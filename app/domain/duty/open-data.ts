import { z } from "zod";
import { dataSet } from "#app/domain/open-data/data-set.ts";
import { code, count, day, id, text, time } from "#app/domain/open-data/fields.ts";
import { listDutyRows, listReplyRows } from "#db/queries/open-data.ts";
import { dutyState } from "./duty-state.ts";

const duty = z.object({
  id: id("Its number."),
  matter: id("The matter that it is about."),
  kind: code("What is owed; `council-…`: an act that the law asks for."),
  office: code("Who owes it, by a code of the space."),
  threshold: code("The threshold that it came from; null: a step of the law.").nullable(),
  article: text("Of the law that asks for it; null: the space's own rules do.").nullable(),
  openedAt: time("Since when it is owed."),
  dueAt: time("The end of its last day in Seoul."),
  metAt: time("When it was met by a final reply or by the act; null: it was not.").nullable(),
  state: code("`overdue`: its last day has passed. One that was met late is `met`.", [
    "open",
    "overdue",
    "met",
  ]),
  replies: count("Versions of its reply."),
});

const reply = z.object({
  duty: id("The duty that it meets."),
  version: id("From 1; none is ever overwritten."),
  decision: code("What the office will do."),
  body: text("Markdown."),
  nextDate: day("The day on which the next one is promised; null: this one is final.").nullable(),
  publishedAt: time("When it was published."),
});

/** What offices and the council owe. */
export const DUTY_DATA = dataSet({
  name: "duties",
  schema: duty,
  first: 0,
  keyOf: (row) => row.id,
  async read(db, { spaceId, now }, after, limit) {
    const rows = await listDutyRows(db, spaceId, after, limit);
    return rows.map((row) => ({
      id: row.id,
      matter: row.matter_id,
      kind: row.kind,
      office: row.office,
      threshold: row.threshold_code,
      article: row.article,
      openedAt: row.opened_at.toISOString(),
      dueAt: row.due_at.toISOString(),
      metAt: row.met_at?.toISOString() ?? null,
      state: dutyState(row, now),
      replies: row.replies,
    }));
  },
});

/** How they were met, in every version. */
export const REPLY_DATA = dataSet({
  name: "replies",
  schema: reply,
  first: [0, 0] as const,
  keyOf: (row) => [row.duty, row.version] as const,
  async read(db, { spaceId }, after, limit) {
    const rows = await listReplyRows(db, spaceId, after, limit);
    return rows.map(({ duty_id, version, decision, body, next_on, published_at }) => ({
      duty: duty_id,
      version,
      decision,
      body,
      nextDate: next_on,
      publishedAt: published_at.toISOString(),
    }));
  },
});
