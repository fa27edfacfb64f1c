import type { KindConsequences } from "#app/domain/threshold/consequences.ts";

/** A residents' vote has no supports, and so no threshold that one could reach. */
export const VOTE_CONSEQUENCES: KindConsequences = {
  kind: "vote",
  line() {
    throw new Error("A residents' vote has no thresholds.");
  },
  async tell() {},
  effects: {},
};
