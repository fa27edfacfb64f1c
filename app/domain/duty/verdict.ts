import { z } from "zod";
import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { PortalError } from "#app/domain/errors.ts";
import { choice } from "#app/domain/input.ts";
import type { Database, Queryable } from "#db/client.ts";
import { listOwnVerdicts, putVerdict } from "#db/queries/verdicts.ts";
import { VERDICTS, type Verdict } from "#db/tables/duty.ts";
import { inTransaction } from "#db/transaction.ts";
import { VERDICT_DAYS } from "./duty-state.ts";
import type { DutyView } from "./read-duties.ts";

/**
 * Whether a reply answered what was asked, as those say who stand behind the matter: a count beside the reply, which
 * changes nothing of the duty. It is no line of the ledger: it is taken back by saying otherwise, and by leaving.
 */
export const verdictSchema = z.object({ verdict: choice(VERDICTS) });

/**
 * @param matterId of the page that it stands on, which its reader may see
 * @throws PortalError "matter-not-open": they do not stand behind it, or it is too late
 */
export async function giveVerdict(
  db: Database,
  matterId: number,
  dutyId: number,
  personId: number,
  verdict: Verdict,
  now: Date,
): Promise<void> {
  const after = new Date(now.getTime() - VERDICT_DAYS * DAY_MS);
  const given = await inTransaction(db, (tx) =>
    putVerdict(tx, { matterId, dutyId, personId, verdict, now, after }),
  );
  if (!given) throw new PortalError("matter-not-open");
}

/** What the reader said of a reply; "unsaid": nothing yet; null: they may say nothing. */
export type OwnVerdict = Verdict | "unsaid" | null;

/** What the reader says of the replies to some duties, by duty. */
export async function readOwnVerdicts(
  db: Queryable,
  personId: number | undefined,
  duties: readonly Pick<DutyView, "id" | "replies">[],
  now: Date,
): Promise<Map<number, OwnVerdict>> {
  const open = duties.filter(({ replies }) => takesVerdicts(replies.at(-1), now));
  const ids = open.map(({ id }) => id);
  const rows = personId === undefined ? [] : await listOwnVerdicts(db, personId, ids);
  return new Map(rows.map(({ duty_id, verdict }) => [duty_id, verdict ?? "unsaid"]));
}

/** A reply that promises another answers nothing yet. */
const takesVerdicts = (latest: DutyView["replies"][number] | undefined, now: Date): boolean =>
  latest?.nextDate === null && now.getTime() < new Date(latest.publishedAt).getTime() + VERDICT_DAYS * DAY_MS;
