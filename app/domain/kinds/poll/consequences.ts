import type { KindConsequences } from "#app/domain/threshold/consequences.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { findPollOffice } from "#db/queries/polls.ts";

/** What a poll makes of its thresholds: nothing but the reply that is owed, by the office that asks. */
export const POLL_CONSEQUENCES: KindConsequences = {
  kind: "poll",
  line: ({ code, count }, serial) => ({
    kind: "reached",
    data: { rule: code, measure: "participants", threshold: count, serial },
  }),
  tell: (tx, matterId, code) => enqueue(tx, "tell-crossing", { matterId, code, afterSerial: 0 }),
  effects: {},
  departmentOf: (tx, { id }) => findPollOffice(tx, id),
};
