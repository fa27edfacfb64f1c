import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listThresholds } from "#db/queries/thresholds.ts";
import { createPersons, createProposal, createTestDatabase, type TestDatabase } from "./support/database.ts";
import { programOf } from "./support/program.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** A racing process and what it has answered so far. */
class Racer {
  readonly answers: string[] = [];
  readonly exited: Promise<unknown>;
  readonly #child: ChildProcess;
  #wake = () => {};

  constructor(url: string) {
    this.#child = spawn(process.execPath, [programOf("tests/support/race-process.ts"), url], {
      cwd: resolve(import.meta.dirname, ".."),
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.exited = new Promise((done) => this.#child.once("exit", done));
    if (this.#child.stdout) {
      createInterface({ input: this.#child.stdout }).on("line", (line) => {
        this.answers.push(line);
        this.#wake();
      });
    }
  }

  say(change: "add" | "remove", matterId: number, persons: number[]): void {
    this.#child.stdin?.write(persons.map((person) => `${change} ${matterId} ${person}\n`).join(""));
  }

  async answered(count: number): Promise<void> {
    while (this.answers.length < count) await new Promise<void>((wake) => (this.#wake = wake));
  }

  persons(result: string): number[] {
    return this.answers.flatMap((answer) =>
      answer.startsWith(`${result} `) ? [Number(answer.split(" ")[1])] : [],
    );
  }

  async end(signal?: "SIGKILL"): Promise<void> {
    if (signal) this.#child.kill(signal);
    else this.#child.stdin?.end();
    await this.exited;
  }
}

test("two processes race 300 people, one is killed in the middle: nothing is lost, each rule is reached once", async () => {
  const { db, url } = database;
  const matterId = await createProposal(db, new Date());
  const people = await createPersons(db, 300);
  const rows = () =>
    db
      .selectFrom("support")
      .select(["person_id", "serial"])
      .where("matter_id", "=", matterId)
      .orderBy("serial")
      .execute();
  const crossed = async () =>
    (await listThresholds(db, [matterId])).filter(({ reached_at }) => reached_at !== null);
  const first = new Racer(url);
  const second = new Racer(url);

  // The first is told of people one chunk after another, so that its death falls between and within its groups.
  const chunks = Array.from({ length: 20 }, (_, index) => people.slice(index * 10, index * 10 + 10));
  second.say("add", matterId, people.slice(100));
  second.say("add", matterId, people.slice(100, 160)); // double taps
  for (const chunk of chunks) first.say("add", matterId, chunk);
  await first.answered(40);
  await first.end("SIGKILL");
  await second.answered(260);

  const afterTheKill = new Set((await rows()).map((row) => row.person_id));
  for (const person of first.persons("added")) expect(afterTheKill).toContain(person);
  for (const person of second.persons("added")) expect(afterTheKill).toContain(person);

  // Its clients try again at the one that is left.
  second.say("add", matterId, people.slice(0, 200));
  await second.answered(460);
  const standing = await rows();
  expect(standing).toHaveLength(300);
  const crossings = await crossed();
  expect(crossings.map(({ count }) => count)).toEqual([50, 100]);
  for (const { count, support_serial } of crossings) {
    expect(standing[count - 1]?.serial, `the row that was number ${count}`).toBe(support_serial);
  }

  // Half of them take it back, going under 100 and up again: nothing is reached a second time.
  second.say("remove", matterId, people.slice(0, 250));
  await second.answered(710);
  second.say("add", matterId, people.slice(0, 120));
  await second.answered(830);
  await second.end();
  const matter = await db
    .selectFrom("matter")
    .selectAll()
    .where("id", "=", matterId)
    .executeTakeFirstOrThrow();
  expect(matter.support_count).toBe(170);
  expect(await rows()).toHaveLength(170);
  const net = await db
    .selectFrom("support_day")
    .select((eb) => eb.fn.sum<number>("net").as("net"))
    .where("matter_id", "=", matterId)
    .executeTakeFirst();
  expect(Number(net?.net)).toBe(170);
  expect(await crossed(), "as they were").toEqual(crossings);
  expect(await db.selectFrom("duty").selectAll().where("matter_id", "=", matterId).execute()).toHaveLength(1);
  expect(await db.selectFrom("forum").selectAll().where("proposal_id", "=", matterId).execute()).toHaveLength(
    1,
  );
});
