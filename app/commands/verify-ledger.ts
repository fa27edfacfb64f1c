import { verifyLedger } from "#app/domain/ledger/verify.ts";
import { runCommand } from "./command.ts";

/** `npm run ledger:verify`: walks the whole hash chain; exit code 1 and the line's number if one does not hold. */
const REASONS = {
  missing: "it is missing",
  changed: "its content does not fit its hash",
  "cut-off": "the chain's head names another hash",
};

await runCommand(async ({ db }) => {
  const result = await verifyLedger(db);
  if (result.holds) {
    process.stdout.write(`The ledger holds: ${result.lines} lines, unbroken from the first to the last.\n`);
    return 0;
  }
  process.stdout.write(
    `The ledger is broken at line ${result.brokenAt}: ${REASONS[result.reason]}. The ${result.lines} lines before it hold.\n`,
  );
  return 1;
});
