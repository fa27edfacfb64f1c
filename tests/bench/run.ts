import { benchHostile } from "./hostile.ts";
import { benchPages } from "./pages.ts";
import { benchPoll } from "./poll.ts";
import { benchPollLive } from "./poll-live.ts";
import { benchPollResults } from "./poll-results.ts";
import { benchRead } from "./read.ts";
import { benchRendered } from "./rendered.ts";
import { benchSearch } from "./search.ts";
import { benchSearchHttp } from "./search-http.ts";
import { benchSign } from "./sign.ts";
import { benchSupport } from "./support.ts";
import { benchUpgrade } from "./upgrade.ts";

/** `npm run bench -- NAME`: figures of one run beside a baseline of the same run; absolute times mean little. */
const BENCHES: Record<string, (files: readonly string[]) => Promise<unknown>> = {
  hostile: benchHostile,
  read: benchRead,
  rendered: benchRendered,
  support: benchSupport,
  sign: benchSign,
  poll: benchPoll,
  "poll-live": benchPollLive,
  "poll-results": benchPollResults,
  pages: benchPages,
  search: benchSearch,
  "search-http": benchSearchHttp,
  upgrade: benchUpgrade,
};

const [name = "", ...files] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench) await bench(files);
else {
  process.stderr.write(`Usage: npm run bench -- ${Object.keys(BENCHES).join("|")}\n`);
  process.exitCode = 1;
}
