import type { KindConsequences } from "#app/domain/threshold/consequences.ts";
import { enqueue } from "#db/queries/jobs.ts";

/** What a forum makes of its thresholds: nothing but the reply that is owed. */
export const FORUM_CONSEQUENCES: KindConsequences = {
  kind: "forum",
  line: ({ code, count }, serial) => ({
    kind: "reached",
    data: { rule: code, measure: "participants", threshold: count, serial },
  }),
  tell: (tx, matterId, code) => enqueue(tx, "tell-crossing", { matterId, code, afterSerial: 0 }),
  effects: {},
};
