import { LEDGER_CHECKS } from "#app/domain/kinds.ts";
import { verifyLedgers } from "#app/domain/ledger/verify.ts";
import { runCommand } from "./command.ts";

/**
 * `npm run ledger:verify`: recomputes the ledger of every space from the database: its chain, and everything that its
 * lines speak of. Exit code 1 if something does not hold, with the first thing of each space.
 */
await runCommand(async ({ db }) => {
  let broken = 0;
  for await (const result of verifyLedgers(db, LEDGER_CHECKS)) {
    const { space, lines } = result;
    if (result.holds) {
      process.stdout.write(`The ledger of ${space} holds: ${lines} lines, and what they speak of.\n`);
      if (result.unhashed > 0)
        process.stdout.write(
          `  ${result.unhashed} lines are about a text and have no hash of it, because they are from before lines had one: those texts cannot be verified.\n`,
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
  return broken === 0 ? 0 : 1;
});
