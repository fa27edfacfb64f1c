import { rotateKeys } from "#app/domain/kinds/drive/rotate-keys.ts";
import { hashAccountNames } from "#app/domain/person/renew.ts";
import { keyRingOf } from "#app/environment.ts";
import { runCommand } from "./command.ts";

/**
 * `npm run keys:rotate`: brings all personal data under the current key. First give the portal both keys
 * (PERSONAL_DATA_KEY and PERSONAL_DATA_KEYS_OLD, or PERSONAL_DATA_KEY_FILE); it may run meanwhile. Exit code 1 when
 * something could not be opened: keep the old key then.
 */
await runCommand(async ({ db, environment }) => {
  const accounts = await hashAccountNames(db, environment.IDENTITY_KEY);
  const { keys, persons, unreadable } = await rotateKeys(db, keyRingOf(environment), (done) =>
    process.stderr.write(`${done.keys} keys, ${done.persons} persons\n`),
  );
  process.stdout.write(
    `Under the current key now: ${keys} data keys wrapped anew, ${persons} persons sealed anew, ${accounts} account names hashed.\n`,
  );
  if (unreadable === 0) return 0;
  process.stdout.write(
    `${unreadable} could not be opened with any of the keys given and stayed as they were.\n`,
  );
  return 1;
});
