import { expect, test } from "vitest";
import { SharedReads } from "#app/platform/shared-reads.ts";

/** Readings that end when the test says so, each with its number. */
function readings() {
  const begun: { end(): void; fail(): void }[] = [];
  const read = () =>
    new Promise<number>((resolve, reject) => {
      const number = begun.length + 1;
      begun.push({ end: () => resolve(number), fail: () => reject(new Error(`${number} failed`)) });
    });
  return { begun, read };
}

test("who asks while it is read shares the next reading, and not the one that began before", async () => {
  const shared = new SharedReads<number>();
  const { begun, read } = readings();
  const first = shared.of("a", read);
  const rest = Array.from({ length: 500 }, () => shared.of("a", read));
  const other = shared.of("b", read);
  expect(begun).toHaveLength(2);
  for (const reading of begun) reading.end();
  expect([await first, await other]).toEqual([1, 2]);
  await expect.poll(() => begun.length).toBe(3);
  // Who comes now is too late for the third.
  const late = shared.of("a", read);
  begun.at(2)?.end();
  expect(new Set(await Promise.all(rest))).toEqual(new Set([3]));
  begun.at(3)?.end();
  expect(await late).toBe(4);
  // And nothing is kept of what is over.
  const again = shared.of("a", read);
  begun.at(4)?.end();
  expect(await again).toBe(5);
});

test("a reading that fails fails those who share it, and no other", async () => {
  const shared = new SharedReads<number>();
  const { begun, read } = readings();
  const first = shared.of("a", read);
  const [second, third] = [shared.of("a", read), shared.of("a", read)];
  begun.at(0)?.fail();
  await expect(first).rejects.toThrow("1 failed");
  await expect.poll(() => begun.length).toBe(2);
  begun.at(1)?.fail();
  await expect(second).rejects.toThrow("2 failed");
  await expect(third).rejects.toThrow("2 failed");
  const next = shared.of("a", read);
  begun.at(2)?.end();
  expect(await next).toBe(3);
});
