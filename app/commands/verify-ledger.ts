import { readFile } from "node:fs/promises";
import { verifyLedgers } from "#app/domain/ledger/verify.ts";
import { verifyAllCheckpoints } from "#app/domain/ledger/verify-checkpoints.ts";
import { ledgerKeysOf } from "#app/portal.ts";
import { runCommand } from "./command.ts";

/**
 * `npm run ledger:verify [-- FILE …]`: walks the whole hash chain of every space, then compares it with the signed
 * heads, our own and those in files that witnesses kept; exit code 1, and the space and the number of the line, if one
 * does not hold.
 */
const REASONS = {
  missing: "it is missing",
  changed: "its content does not fit its hash",
  "cut-off": "the chain's head names another hash",
};

const CHECKPOINT_REASONS = {
  "cut-off": "the ledger has not so many lines",
  "other-lines": "its lines were others",
  "not-ours": "it is not signed by LEDGER_KEY",
};

await runCommand(async ({ db, environment }) => {
  const kept = await Promise.all(process.argv.slice(2).map((file) => readFile(file, "utf8")));
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
  for await (const result of verifyAllCheckpoints(db, ledgerKeysOf(environment), kept.join("\n"))) {
    const heads = `${result.checkpoints} signed heads${result.kept > 0 ? `, ${result.kept} of them kept by witnesses,` : ""}`;
    if (result.holds) process.stdout.write(`The ledger of ${result.space} is what ${heads} say.\n`);
    else {
      broken += 1;
      process.stdout.write(
        `The ledger of ${result.space} is not what was signed: of the head of ${result.size} lines, ${CHECKPOINT_REASONS[result.reason]}.\n`,
      );
    }
  }
  return broken === 0 ? 0 : 1;
});
