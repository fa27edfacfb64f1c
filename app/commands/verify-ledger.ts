import { verifyLedgers } from "#app/domain/ledger/verify.ts";
import { runCommand } from "./command.ts";

/**
 * `npm run ledger:verify`: walks the whole hash chain of every space; exit code 1, and the space and the number of
 * the line, if one does not hold.
 */
const REASONS = {
  missing: "it is missing",
  changed: "its content does not fit its hash",
  "cut-off": "the chain's head names another hash",
};

await runCommand(async ({ db }) => {
  let broken = 0;
  for await (const result of verifyLedgers(db)) {
    if (result.holds) {
      process.stdout.write(
        `The ledger of ${result.space} holds: ${result.lines} lines, unbroken from the first to the last.\n`,
      );
    } else {
      broken += 1;
      process.stdout.write(
        `The ledger of ${result.space} is broken at line ${result.brokenAt}: ${REASONS[result.reason]}. The ${result.lines} lines before it hold.\n`,
      );
    }
  }
  return broken === 0 ? 0 : 1;
});
