import { runOnce } from "graphile-worker";
import { NOTICES_OF_KINDS } from "#app/domain/kinds.ts";
import { gatherNotices } from "#app/domain/notice/gather-notices.ts";
import { tellFollowers } from "#app/domain/notice/tell-followers.ts";
import { gatherNoticesJob } from "#app/jobs/gather-notices.ts";
import { tellFollowersJob } from "#app/jobs/tell-followers.ts";
import { connect } from "#db/client.ts";
import { killAtStatement } from "./kill-at-statement.ts";

/**
 * A process that tells followers what waits to be told, by a real worker. With a statement's number it kills itself, so
 * many milliseconds after that one was sent.
 */
const [url = "", killAt = "0", delayMs = "0"] = process.argv.slice(2);
killAtStatement(Number(killAt), Number(delayMs));
const { db, pool, close } = connect(url, { max: 3 });
const origin = "https://portal.test";
const { signal } = new AbortController();
await runOnce({
  pgPool: pool,
  noHandleSignals: true,
  taskList: {
    "tell-followers": (told) =>
      tellFollowers(
        { db, kinds: NOTICES_OF_KINDS, origin },
        tellFollowersJob.payload.parse(told),
        new Date(),
        signal,
      ),
    "gather-notices": (told) => gatherNotices(db, gatherNoticesJob.payload.parse(told), origin, new Date()),
  },
});
await close();
