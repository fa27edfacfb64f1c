import { benchSign } from "./sign.ts";
import { benchSupport } from "./support.ts";

/** `npm run bench -- NAME`: figures of one run beside a baseline of the same run; absolute times mean little. */
const BENCHES: Record<string, () => Promise<void>> = { support: benchSupport, sign: benchSign };

const [name = ""] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench) await bench();
else {
  process.stderr.write(`Usage: npm run bench -- ${Object.keys(BENCHES).join("|")}\n`);
  process.exitCode = 1;
}
