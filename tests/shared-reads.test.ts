import { expect, test } from "vitest";
import { SharedReads } from "#search/shared-reads.ts";

/** Reads that end when they are told to. */
function reads() {
  const begun: { end: (value: string) => void; fail: () => void }[] = [];
  const shared = new SharedReads<number, string>(
    () =>
      new Promise((end, reject) => {
        begun.push({ end, fail: () => reject(new Error("away")) });
      }),
  );
  return { shared, begun };
}
/** What was to follow from a promise has followed. */
const settled = () => new Promise((done) => setImmediate(done));

test("who asks while a read is under way gets the next one, together with all others", async () => {
  const { shared, begun } = reads();
  const first = shared.get(1);
  const [second, third] = [shared.get(1), shared.get(1)];
  expect(begun).toHaveLength(1);
  begun[0]?.end("old");
  await settled();
  expect(begun).toHaveLength(2);
  begun[1]?.end("new");
  expect(await Promise.all([first, second, third])).toEqual(["old", "new", "new"]);
  const fourth = shared.get(1);
  expect(begun).toHaveLength(3);
  begun[2]?.end("newest");
  expect(await fourth).toBe("newest");
});

test("a read that fails fails for who waited for it, and not for who comes after", async () => {
  const { shared, begun } = reads();
  const first = shared.get(1);
  const second = shared.get(1);
  begun[0]?.fail();
  await expect(first).rejects.toThrow("away");
  begun[1]?.end("new");
  expect(await second).toBe("new");
});

test("one key does not wait for another", () => {
  const { shared, begun } = reads();
  void shared.get(1);
  void shared.get(2);
  expect(begun).toHaveLength(2);
});
