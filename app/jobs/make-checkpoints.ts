import { z } from "zod";
import { holdDraws } from "#app/domain/kinds/poll/hold-draws.ts";
import { makeCheckpoints } from "#app/domain/ledger/make-checkpoints.ts";
import { enqueuePushes } from "#app/domain/ledger/push-checkpoints.ts";
import type { Job } from "./job.ts";

export const makeCheckpointsJob: Job<"make-checkpoints"> = {
  name: "make-checkpoints",
  payload: z.object({}),
  time: { cron: "* * * * *", payload: {} },
  async work(_, { db, ledger, log }, now) {
    for (const { space, outcome } of await makeCheckpoints(db, ledger.keys, now))
      if (outcome === "rewritten")
        log.error(
          { space },
          "the ledger is not what was signed before, and is signed no more: npm run ledger:verify",
        );
    await enqueuePushes(db, ledger.witnesses, now);
    // Gifts are drawn by the first head that covers their line: by one that was signed just now.
    await holdDraws(db, now);
  },
};
