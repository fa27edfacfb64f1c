import { z } from "zod";
import { pushCheckpoint } from "#app/domain/ledger/push-checkpoints.ts";
import { originOf } from "#app/environment.ts";
import { id, type Job } from "./job.ts";

export const pushCheckpointJob: Job<"push-checkpoint"> = {
  name: "push-checkpoint",
  payload: z.object({ spaceId: id, witness: z.string() }),
  async work({ spaceId, witness: name }, { db, environment, ledger, log, metrics, postman }, now) {
    const witness = ledger.witnesses.find((one) => one.id === name);
    if (!witness) return; // no longer in the settings
    const post = { postman, origin: originOf(environment) };
    const outcome = await pushCheckpoint(db, witness, spaceId, post, now);
    metrics.witnesses.inc({ outcome });
    const facts = { witness: witness.label, spaceId, outcome };
    if (outcome === "conflict") log.error(facts, "a witness knows another history of the ledger than ours");
    else if (outcome !== "taken" && outcome !== "overtaken" && outcome !== "nothing")
      log.warn(facts, "a witness did not take the ledger's head, and is asked again");
  },
};
