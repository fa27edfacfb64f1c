import type { TaskList } from "graphile-worker";
import type { Portal } from "#app/portal.ts";
import type { JobName } from "#db/queries/jobs.ts";
import { advanceDrivesJob } from "./advance-drives.ts";
import { advancePollsJob } from "./advance-polls.ts";
import { closeBatchesJob } from "./close-batches.ts";
import { closeMattersJob } from "./close-matters.ts";
import { countDistrictsJob } from "./count-districts.ts";
import { countParticipationJob } from "./count-participation.ts";
import { deletePersonalDataJob } from "./delete-personal-data.ts";
import { deliverMailJob } from "./deliver-mail.ts";
import { deliverPushJob } from "./deliver-push.ts";
import { findDuplicatesJob } from "./find-duplicates.ts";
import { gatherNoticesJob } from "./gather-notices.ts";
import { crontabLine, type Job, taskOf, workByClock } from "./job.ts";
import { makeCheckpointsJob } from "./make-checkpoints.ts";
import { makeOpenDataJob } from "./make-open-data.ts";
import { makeOpinionMapsJob } from "./make-opinion-maps.ts";
import { matchSheetsJob } from "./match-sheets.ts";
import { pushCheckpointJob } from "./push-checkpoint.ts";
import { recordCountsJob } from "./record-counts.ts";
import { recountWeeksJob } from "./recount-weeks.ts";
import { refreshSearchCountsJob } from "./refresh-search-counts.ts";
import { rekeyDrivesJob } from "./rekey-drives.ts";
import { remindOfficeJob } from "./remind-office.ts";
import { remindVotersJob } from "./remind-voters.ts";
import { renewPersonsJob } from "./renew-persons.ts";
import { sealObjectionsJob } from "./seal-objections.ts";
import { sweepJob } from "./sweep.ts";
import { syncSearchJob } from "./sync-search.ts";
import { tellCommentJob } from "./tell-comment.ts";
import { tellCrossingJob } from "./tell-crossing.ts";
import { tellFollowersJob } from "./tell-followers.ts";
import { tellMilestoneJob } from "./tell-milestone.ts";
import { tellPollResultJob } from "./tell-poll-result.ts";
import { tellPollWithdrawnJob } from "./tell-poll-withdrawn.ts";
import { tellReplyJob } from "./tell-reply.ts";
import { tellSavedSearchesJob } from "./tell-saved-searches.ts";
import { tellSignersJob } from "./tell-signers.ts";
import { tellWinnersJob } from "./tell-winners.ts";

/** Every job; each is a file. The compiler names the one that is missing, or stands at another's name. */
const JOBS: { [N in JobName]: Job<N> } = {
  "tell-crossing": tellCrossingJob,
  "tell-reply": tellReplyJob,
  "tell-comment": tellCommentJob,
  "tell-followers": tellFollowersJob,
  "gather-notices": gatherNoticesJob,
  "tell-poll-result": tellPollResultJob,
  "tell-poll-withdrawn": tellPollWithdrawnJob,
  "tell-winners": tellWinnersJob,
  "remind-voters": remindVotersJob,
  "deliver-mail": deliverMailJob,
  "deliver-push": deliverPushJob,
  "sync-search": syncSearchJob,
  "refresh-search-counts": refreshSearchCountsJob,
  "find-duplicates": findDuplicatesJob,
  "tell-saved-searches": tellSavedSearchesJob,
  "close-matters": closeMattersJob,
  "close-batches": closeBatchesJob,
  "make-checkpoints": makeCheckpointsJob,
  "make-open-data": makeOpenDataJob,
  "push-checkpoint": pushCheckpointJob,
  "match-sheets": matchSheetsJob,
  "count-districts": countDistrictsJob,
  "count-participation": countParticipationJob,
  "record-counts": recordCountsJob,
  "recount-weeks": recountWeeksJob,
  "advance-drives": advanceDrivesJob,
  "advance-polls": advancePollsJob,
  "delete-personal-data": deletePersonalDataJob,
  "tell-signers": tellSignersJob,
  "tell-milestone": tellMilestoneJob,
  "remind-office": remindOfficeJob,
  "renew-persons": renewPersonsJob,
  "make-opinion-maps": makeOpinionMapsJob,
  "seal-objections": sealObjectionsJob,
  "rekey-drives": rekeyDrivesJob,
  sweep: sweepJob,
};

export const createTasks = (portal: Portal): TaskList =>
  Object.fromEntries(Object.values(JOBS).map((job) => [job.name, taskOf(job, portal)]));

/**
 * Does what the crontab does, once and now; what follows waits in the queue.
 *
 * @returns false when nothing of that name is done by the clock
 */
export async function doByClock(name: string, portal: Portal): Promise<boolean> {
  const job = Object.values(JOBS).find((one) => one.name === name);
  return job !== undefined && workByClock(job, portal);
}

export const CRONTAB = Object.values(JOBS)
  .flatMap((job) => crontabLine(job) ?? [])
  .join("\n");
