import { z } from "zod";
import type { OwnReport } from "#app/domain/report/report.ts";
import { NOTE_LIMITS, reportSchema } from "#app/domain/report/schema.ts";
import { HIDE_REASONS } from "#db/tables/quick-poll.ts";
import { OUTCOMES } from "#db/tables/report.ts";
import { asked, none, pathMatter, string, time } from "./fields.ts";
import type { TextOperation } from "./operation.ts";
import { BODY_PROBLEMS, WRITE_PROBLEMS } from "./problems.ts";

const MOST_ID = 999_999_999_999_999;
/** What stands in a matter; one of another matter is not found. */
const within = (description: string) =>
  z
    .int({ error: "unknown-choice" })
    .min(1, "unknown-choice")
    .max(MOST_ID, "unknown-choice")
    .optional()
    .meta({ description });

const NewReport = reportSchema
  .extend({
    note: reportSchema.shape.note.meta({ description: "For the moderators, who do not learn whose it is." }),
    opinion: within("The opinion in the forum that is meant; left out: the matter itself."),
    reply: within("The reply to an opinion that is meant."),
    comment: within("The comment below the proposal that is meant."),
    background: within("The item of the forum's background that is meant."),
    statement: within("The statement of the opinion map that is meant, where no opinion is."),
  })
  .meta({ id: "NewReport" });

const Report = z
  .object({
    reason: asked(HIDE_REASONS),
    note: string().nullable(),
    createdAt: time(),
    settledAt: time("When moderators answered it; null: it waits.").nullable(),
    outcome: asked(OUTCOMES).nullable().meta({
      description:
        "`hidden`, `kept` (nothing is wrong with it) or `passed-on` (moderators cannot hide it, and tell the office responsible outside of the portal); null: it waits.",
    }),
  })
  .meta({ id: "Report" });

export const reportBody = (report: OwnReport): z.input<typeof Report> => report;

export const reportOperation = {
  address: "/api/v1/matters/{id}/reports",
  method: "POST",
  permission: "report.make",
  limit: "text",
  operationId: "reportMatter",
  tag: "reports",
  summary: "Report a matter, or what stands in it, to the moderators",
  description: `A person has one report of a thing that waits: again is a 200 with the first. Nobody is told who reported.`,
  path: pathMatter("The matter, of any kind."),
  query: none,
  body: () => NewReport,
  example: () => ({ reason: "spam", note: "같은 광고가 여러 번 올라옵니다." }),
  answers: {
    200: { description: "It was reported before, and waits.", schema: Report },
    201: { description: "It is reported.", schema: Report },
  },
  problems: [...WRITE_PROBLEMS, ...BODY_PROBLEMS, "not-found"],
  faults: [
    { field: "reason", code: "unknown-choice" },
    { field: "note", code: "too-long", values: { max: NOTE_LIMITS.max } },
  ],
} satisfies TextOperation;
