import { runOnce } from "graphile-worker";
import { tellSigners } from "#app/domain/kinds/drive/tell-signers.ts";
import { receiptKeyOf } from "#app/domain/kinds/poll/poll-services.ts";
import { tellResult, tellWithdrawn } from "#app/domain/kinds/poll/tell-result.ts";
import { tellWinners } from "#app/domain/kinds/poll/tell-winners.ts";
import { tellCrossing } from "#app/domain/notice/tell-crossing.ts";
import { tellReply } from "#app/domain/notice/tell-reply.ts";
import { tellCrossingJob } from "#app/jobs/tell-crossing.ts";
import { tellPollResultJob } from "#app/jobs/tell-poll-result.ts";
import { tellPollWithdrawnJob } from "#app/jobs/tell-poll-withdrawn.ts";
import { tellReplyJob } from "#app/jobs/tell-reply.ts";
import { tellSignersJob } from "#app/jobs/tell-signers.ts";
import { tellWinnersJob } from "#app/jobs/tell-winners.ts";
import { connect } from "#db/client.ts";
import { killAtStatement } from "./kill-at-statement.ts";

/**
 * A process that does the waiting jobs which tell many, by a real worker. With a statement's number it kills itself, so
 * many milliseconds after that one was sent.
 */
const [url = "", killAt = "0", delayMs = "0"] = process.argv.slice(2);
killAtStatement(Number(killAt), Number(delayMs));
const { db, pool, close } = connect(url, { max: 3 });
const origin = "https://portal.test";
/** As the tests' polls have it. */
const receiptKey = receiptKeyOf("r".repeat(32));
await runOnce({
  pgPool: pool,
  noHandleSignals: true,
  taskList: {
    "tell-crossing": (told) => tellCrossing(db, tellCrossingJob.payload.parse(told), origin, new Date()),
    "tell-reply": (told) => tellReply(db, tellReplyJob.payload.parse(told), origin, new Date()),
    "tell-poll-result": (told) => tellResult(db, tellPollResultJob.payload.parse(told), origin, new Date()),
    "tell-poll-withdrawn": (told) =>
      tellWithdrawn(db, tellPollWithdrawnJob.payload.parse(told), origin, new Date()),
    "tell-winners": (told) =>
      tellWinners({ db, receiptKey }, tellWinnersJob.payload.parse(told), origin, new Date()),
    "tell-signers": (told) => tellSigners(db, tellSignersJob.payload.parse(told), origin, new Date()),
  },
});
await close();
