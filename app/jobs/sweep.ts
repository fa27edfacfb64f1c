import { z } from "zod";
import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { deleteDraftsBefore } from "#db/queries/drafts.ts";
import { deleteKeptFormsBefore } from "#db/queries/kept-forms.ts";
import { deleteSessionsBefore } from "#db/queries/persons.ts";
import { deleteSubmissionsBefore } from "#db/queries/submissions.ts";
import type { Job } from "./job.ts";

const FORGOTTEN_DRAFT_MS = 180 * DAY_MS;

export const sweepJob: Job<"sweep"> = {
  name: "sweep",
  payload: z.object({}),
  // Shortly after three at night in Seoul.
  time: { cron: "17 18 * * *", payload: {} },
  async work(_, { db }, now) {
    await deleteSessionsBefore(db, now);
    await deleteDraftsBefore(db, new Date(now.getTime() - FORGOTTEN_DRAFT_MS));
    await deleteSubmissionsBefore(db, now);
    await deleteKeptFormsBefore(db, now);
  },
};
