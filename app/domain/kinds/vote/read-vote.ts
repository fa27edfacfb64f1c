import { PortalError } from "#app/domain/errors.ts";
import { readTimeline } from "#app/domain/ledger/read-timeline.ts";
import { inLanguage, maybeIn } from "#app/domain/said.ts";
import type { Queryable } from "#db/client.ts";
import { findDrive } from "#db/queries/drives.ts";
import { listDaysOff } from "#db/queries/statutes.ts";
import {
  findVote,
  findVoteOfDrive,
  listVoteObjections,
  listVoteResults,
  type VoteRow,
} from "#db/queries/votes.ts";
import type { Language } from "#db/tables/language.ts";
import type { VoteDefinition } from "#db/tables/vote.ts";
import { decideOutcome } from "./decide-outcome.ts";
import { summaryOf } from "./summary.ts";
import { boundUntil, objectionSignatures, objectionsUntil, registerDay } from "./vote-law.ts";

/** The row of a vote that is before everybody. @throws PortalError "not-found" */
export async function getVote(db: Queryable, spaceId: number, id: number): Promise<VoteRow> {
  const vote = await findVote(db, spaceId, id);
  if (!vote) throw new PortalError("not-found");
  return vote;
}

/** The vote that a drive led to; null: none is announced. `day`: YYYY-MM-DD. */
export async function readVoteOfDrive(db: Queryable, driveId: number) {
  const vote = await findVoteOfDrive(db, driveId);
  return vote ? { id: vote.id, day: vote.voting_day } : null;
}

/** What the commission wrote of a vote, in the reader's language: for the vote, and for the preview of a draft. */
export function definitionView(definition: VoteDefinition, language: Language) {
  const { title, question, choices, noticedOn, notice, opens, closes, source, places } = definition;
  return {
    title: inLanguage(title, language),
    question: inLanguage(question, language),
    choices: choices && {
      first: inLanguage(choices.first, language),
      second: inLanguage(choices.second, language),
    },
    arguments: {
      first: inLanguage(definition.arguments.first, language),
      second: inLanguage(definition.arguments.second, language),
    },
    noticedOn,
    notice,
    opens,
    closes,
    source,
    places: places.map((place, index) => ({ place: index + 1, ...place })),
  };
}

/**
 * A residents' vote, whole: what is asked, when and where, by which law, and what came of it, step by step.
 *
 * @throws PortalError "not-found"
 */
export async function readVote(db: Queryable, spaceId: number, id: number, language: Language, now: Date) {
  const vote = await getVote(db, spaceId, id);
  const { definition, statute, drive_id } = vote;
  const { vote: law } = statute;
  if (!law) throw new Error("The law of a vote says nothing of votes.");
  const [results, objections, timeline, daysOff, drive] = await Promise.all([
    listVoteResults(db, id),
    listVoteObjections(db, id),
    readTimeline(db, [id]),
    listDaysOff(db, spaceId),
    drive_id === null ? undefined : findDrive(db, spaceId, drive_id),
  ]);
  const latest = results.at(-1);
  return {
    ...summaryOf(vote, language, now),
    ...definitionView(definition, language),
    announcedAt: vote.opened_at.toISOString(),
    opensAt: vote.opens_at.toISOString(),
    closesAt: vote.closes_at.toISOString(),
    drive: drive ? { id: drive.matter_id, title: drive.title } : null,
    timeline,
    law: {
      ...law,
      minAge: statute.eligibility.minAge,
      objectionOffice: law.objectionOffice[language],
      needed: decideOutcome(law, vote.eligible, { ballots: 0, first: 0, second: 0, invalid: 0 }).needed,
      registerDay: registerDay(law, vote.voting_day),
      objectionSignatures: objectionSignatures(law, vote.eligible),
    },
    result: latest
      ? {
          ...latest.result,
          ...decideOutcome(law, vote.eligible, latest.result),
          version: latest.version,
          publishedAt: latest.published_at.toISOString(),
          boundUntil:
            latest.result.outcome === "neither"
              ? null
              : boundUntil(law, decidedAt(results) ?? latest.published_at).toISOString(),
          objectionsUntil: objectionsUntil(law, latest.published_at, daysOff).toISOString(),
          /** What stood before, the latest first. */
          earlier: results
            .slice(0, -1)
            .reverse()
            .map(({ version, result, published_at }) => ({
              version,
              ...result,
              publishedAt: published_at.toISOString(),
            })),
          /** Why it was corrected, the latest first. */
          reasons: results
            .filter(({ version }) => version > 1)
            .reverse()
            .map(({ version, reason }) => ({
              version,
              reason: maybeIn(reason ?? undefined, language) ?? "",
            })),
        }
      : null,
    objections: objections.map(({ position, received_on, signatures, verdict, reasons, decided_at }) => ({
      position,
      receivedOn: received_on,
      signatures,
      decision:
        verdict && reasons && decided_at
          ? { verdict, reasons: inLanguage(reasons, language), at: decided_at.toISOString() }
          : null,
    })),
  };
}

export type VoteView = Awaited<ReturnType<typeof readVote>>;

/** Since when what was decided stands: a correction that leaves the outcome as it was begins nothing anew. */
function decidedAt(results: Awaited<ReturnType<typeof listVoteResults>>): Date | undefined {
  const outcome = results.at(-1)?.result.outcome;
  const otherwise = results.findLastIndex(({ result }) => result.outcome !== outcome);
  return results[otherwise + 1]?.published_at;
}
