import { AbuseWatch } from "#app/domain/kinds/drive/abuse-watch.ts";
import { sharedCounts } from "#app/platform/shared-counts.ts";
import { connect } from "#db/client.ts";

/**
 * One of the processes that signatures come to: at each word of its parent it counts so many of one address and of one
 * person, and answers when they are stored.
 */
const [url = "", matter = "", secret = "", at = ""] = process.argv.slice(2);
const { db, close } = connect(url, { max: 2 });
const watch = new AbuseWatch(db, { shared: sharedCounts(db), secret });

process.on("message", async (times: number) => {
  if (times === 0) {
    await close();
    process.disconnect();
    return;
  }
  for (let time = 0; time < times; time += 1) {
    watch.noteSignature(Number(matter), "203.0.113.78", new Date(at));
    watch.noteAttempt(Number(matter), 1, new Date(at));
  }
  await watch.settled();
  process.send?.("stored");
});
process.send?.("ready");
