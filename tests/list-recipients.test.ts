import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addRecipient,
  confirmListRecipient,
  endListRecipient,
  readRecipients,
} from "#app/domain/kinds/drive/list-recipients.ts";
import { findConfirmedRecipient } from "#db/queries/list-recipients.ts";
import { createClerk, createPerson, createTestDatabase, type TestDatabase } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";

const AT = new Date("2026-03-02T10:00:00+09:00");
let database: TestDatabase;
let first: number;
let second: number;
beforeAll(async () => {
  database = await createTestDatabase();
  first = await createClerk(database.db);
  second = await createClerk(database.db);
});
afterAll(() => database.close());

const by = (clerkId: number) => ({ spaceId: FIRST_SPACE, clerkId, at: AT });
const newKey = async () => identityToRecipient(await generateX25519Identity());
async function onFile(): Promise<number> {
  const key = await newKey();
  await addRecipient(database.db, by(first), { name: "시의회 의장실", key });
  const found = (await readRecipients(database.db, FIRST_SPACE, first)).find((one) => one.key === key);
  return found?.id ?? 0;
}
const usable = async (id: number) =>
  (await findConfirmedRecipient(database.db, FIRST_SPACE, id)) !== undefined;
const confirm = (clerkId: number, id: number) => confirmListRecipient(database.db, { ...by(clerkId), id });

test.each<[string, (id: number) => Promise<unknown>, string | undefined, boolean]>([
  ["nobody yet", async () => {}, undefined, false],
  ["who put it on file", (id) => confirm(first, id), "changed-meanwhile", false],
  ["who holds no post", async (id) => confirm(await createPerson(database.db), id), "not-permitted", false],
  ["a second clerk", (id) => confirm(second, id), undefined, true],
  [
    "a second clerk, after it was taken off file",
    async (id) => {
      await endListRecipient(database.db, { ...by(first), id });
      await confirm(second, id);
    },
    "changed-meanwhile",
    false,
  ],
  [
    "a second clerk, before it was taken off file",
    async (id) => {
      await confirm(second, id);
      await endListRecipient(database.db, { ...by(first), id });
    },
    undefined,
    false,
  ],
])("a list can go there when it was confirmed by a second clerk: %s", async (_, act, code, may) => {
  const id = await onFile();
  if (code) await expect(act(id)).rejects.toMatchObject({ code });
  else await act(id);
  expect(await usable(id)).toBe(may);
});

test.each([
  ["no key", "age1notakey"],
  ["a key with a wrong checksum", "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8q"],
  ["a secret key", "AGE-SECRET-KEY-1QQQQQQ"],
])("%s is not put on file", async (_, key) => {
  await expect(addRecipient(database.db, by(first), { name: "시의회", key })).rejects.toMatchObject({
    details: { faults: [{ field: "key", code: "not-a-key" }] },
  });
});

test("a key is on file once, and the database itself refuses who confirms their own", async () => {
  const key = await newKey();
  await addRecipient(database.db, by(first), { name: "시의회", key });
  await expect(addRecipient(database.db, by(second), { name: "다른 곳", key })).rejects.toMatchObject({
    code: "invalid-input",
  });
  await expect(
    database.pool.query("update list_recipient set confirmed_by = added_by, confirmed_at = now()"),
  ).rejects.toThrow(/check/);
});
