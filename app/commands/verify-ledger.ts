import { readFile } from "node:fs/promises";
import { LEDGER_CHECKS } from "#app/domain/kinds.ts";
import { verifyLedgers } from "#app/domain/ledger/verify.ts";
import { verifyAllCheckpoints } from "#app/domain/ledger/verify-checkpoints.ts";
import { ledgerKeysOf } from "#app/portal.ts";
import { runCommand } from "./command.ts";

/**
 * `npm run ledger:verify [-- FILE …]`: recomputes the ledger of every space from the database: its chain, and everything
 * that its lines speak of; then compares it with the signed heads, our own and those in files that witnesses kept. Exit
 * code 1 if something does not hold, with the first thing of each space.
 */
const CHECKPOINT_REASONS = {
  "cut-off": "the ledger has not so many lines",
  "other-lines": "its lines were others",
  "not-ours": "it is not signed by LEDGER_KEY",
};

await runCommand(async ({ db, environment }) => {
  const kept = await Promise.all(process.argv.slice(2).map((file) => readFile(file, "utf8")));
  let broken = 0;
  for await (const result of verifyLedgers(db, LEDGER_CHECKS)) {
    const { space, lines } = result;
    if (result.holds) {
      process.stdout.write(`The ledger of ${space} holds: ${lines} lines, and what they speak of.\n`);
      if (result.unhashed > 0)
        process.stdout.write(
          `  ${result.unhashed} lines are about a text and have no hash of it, because they are from before lines had one: those texts cannot be verified.\n`,
        );
      if (result.earlier > 0)
        process.stdout.write(
          `  ${result.earlier} rows are from before there were lines for them: how they came to stand cannot be verified.\n`,
        );
    } else {
      broken += 1;
      const { check, line, matter, says } = result.fault;
      const where = [line !== null && `line ${line}`, matter !== null && `matter ${matter}`].filter(Boolean);
      process.stdout.write(
        `The ledger of ${space} does not hold (${check}${where.length > 0 ? `, ${where.join(", ")}` : ""}): ${says}.\n`,
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
