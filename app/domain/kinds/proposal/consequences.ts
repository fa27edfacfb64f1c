import { endOfPeriod } from "#app/domain/calendar/dates.ts";
import { openForum } from "#app/domain/kinds/forum/open-forum.ts";
import { hashText } from "#app/domain/ledger/text-hash.ts";
import type { KindConsequences } from "#app/domain/threshold/consequences.ts";
import { enqueue } from "#db/queries/jobs.ts";

/** What a proposal makes of its thresholds. */
export const PROPOSAL_CONSEQUENCES: KindConsequences = {
  kind: "proposal",
  line: ({ code, count }, serial) => ({
    kind: "reached",
    data: { rule: code, measure: "agreements", threshold: count, serial },
  }),
  tell: (tx, matterId, code) => enqueue(tx, "tell-crossing", { matterId, code, afterSerial: 0 }),
  effects: {
    async forum(tx, proposal, { threshold, at }) {
      const closesAt = endOfPeriod(at, { days: threshold.days ?? 0 });
      const { id: forum, title } = await openForum(tx, proposal, at, closesAt);
      const data = { forum, closesAt: closesAt.toISOString(), text: hashText(title) };
      return [{ kind: "forum-opened", data }];
    },
  },
};
