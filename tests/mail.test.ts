import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deliverWaiting } from "#app/domain/notice/deliver-mail.ts";
import { createPostman, type Postman } from "#app/platform/mail.ts";
import { Seal } from "#app/platform/seal.ts";
import { insertMails } from "#db/queries/mails.ts";
import { listThresholds } from "#db/queries/thresholds.ts";
import { inTransaction } from "#db/transaction.ts";
import { signIn } from "./support/client.ts";
import { createProposal, createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { freePort, startPortal, type TestPortal } from "./support/portal.ts";

/** A real SMTP server on loopback; what it has accepted. */
interface Accepted {
  to: string;
  text: string;
}
const accepted: Accepted[] = [];
let busyFor = 0;
/** How long the server thinks about each letter. */
let slowMs = 0;
/** Whose mailbox is gone for good. */
const GONE = "citizen-805@example.com";
const refusal = (responseCode: number) => Object.assign(new Error("not now, or never"), { responseCode });
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo({ address }, _session, done) {
    if (address === GONE) done(refusal(550));
    else if (busyFor-- > 0) done(refusal(450));
    else done();
  },
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      accepted.push({
        to: session.envelope.rcptTo.map(({ address }) => address).join(),
        text: Buffer.concat(chunks).toString(),
      });
      setTimeout(done, slowMs);
    });
  },
});

function portalEnvironment() {
  const address: AddressInfo | string | null = smtp.server.address();
  if (address === null || typeof address === "string") throw new Error("No SMTP port.");
  return { SMTP_URL: `smtp://127.0.0.1:${address.port}` };
}

let portal: TestPortal;
beforeAll(async () => {
  await new Promise<void>((done) => smtp.listen(0, "127.0.0.1", done));
  portal = await startPortal({ environment: portalEnvironment() });
});
afterAll(async () => {
  await portal.stop();
  await new Promise<void>((done) => smtp.close(done));
});

describe("at the fiftieth agreement", () => {
  test("author, supporters and office are told once each; at the reply, author and supporters; a busy server is tried again, a mailbox that is gone holds nobody up", async () => {
    busyFor = 1;
    const author = await signIn(portal.url, "citizen-800");
    const draft = { title: "알림을 받는 제안", body: "모두에게 한 번씩.", category: "transport" };
    const { id } = await (await author.json("/api/v1/proposals", "POST", draft)).json();
    const people = await Promise.all(
      Array.from({ length: 50 }, (_, index) => signIn(portal.url, `citizen-${801 + index}`)),
    );
    const agree = () =>
      Promise.all(
        people.map((person) => person.send(`/api/v1/proposals/${id}/agreement`, { method: "PUT" })),
      );
    await agree();
    await agree();
    await expect.poll(() => accepted.length).toBe(51);
    const recipients = accepted.map(({ to }) => to);
    expect(new Set(recipients).size).toBe(51);
    expect(recipients).toContain("citizen-800@example.com");
    expect(recipients).toContain("transport@hanul.example");
    expect(recipients.filter((to) => /^citizen-8[0-5]\d@/.test(to))).toHaveLength(50);

    accepted.length = 0;
    const { duties } = await (await author.send(`/api/v1/proposals/${id}`)).json();
    const officer = await signIn(portal.url, "officer-transport");
    const reply = { body: "그렇게 하겠습니다.", decision: "will-do" };
    expect((await officer.json(`/api/v1/duties/${duties[0].id}/replies`, "POST", reply)).status).toBe(201);
    await expect.poll(() => accepted.length).toBe(50);
    await new Promise((wait) => setTimeout(wait, 500));
    expect(accepted).toHaveLength(50);

    // The jobs once more, as after a crash between their work and its being marked as done.
    const { db, pool } = portal.database;
    const reached = (await listThresholds(db, [id])).filter(({ reached_at }) => reached_at !== null);
    expect(reached).toHaveLength(1);
    for (const { code } of reached) {
      const payload = JSON.stringify({ matterId: id, code, afterSerial: 0 });
      await pool.query("select graphile_worker.add_job('tell-crossing', $1::json)", [payload]);
    }
    await expect
      .poll(
        async () =>
          (
            await pool.query(
              "select count(*)::int as n from graphile_worker.jobs where task_identifier = 'tell-crossing'",
            )
          ).rows[0].n,
      )
      .toBe(0);
    await new Promise((wait) => setTimeout(wait, 500));
    expect(accepted).toHaveLength(50);
  });
});

describe("a run of the postman", () => {
  const seal = new Seal("s".repeat(32));
  const stopOf = () => "";
  const running = () => new AbortController().signal;
  const waiting = (database: TestDatabase) =>
    database.db
      .selectFrom("mail")
      .select(["id", "attempts"])
      .where("sent_at", "is", null)
      .orderBy("id")
      .execute();
  const deliveries = async ({ pool }: TestDatabase) =>
    (
      await pool.query(
        "select key, run_at > now() as later from graphile_worker.jobs where task_identifier = 'deliver-mail' order by key",
      )
    ).rows;

  async function write(database: TestDatabase, letters: number): Promise<void> {
    const [office] = (await directoryOf(database.db)).offices;
    if (!office) throw new Error("The test city has no office.");
    const matter_id = await createProposal(database.db, new Date());
    await inTransaction(database.db, (tx) =>
      insertMails(
        tx,
        FIRST_SPACE,
        Array.from({ length: letters }, (_, index) => ({
          told_once: `test/${matter_id}/${index}`,
          person_id: null,
          office_id: office.id,
          matter_id,
          subject: "소식",
          body: "소식입니다.",
          created_at: new Date(),
        })),
      ),
    );
  }

  test("ends between two letters when the worker stops, with a job for the rest", async () => {
    const database = await createTestDatabase();
    await write(database, 5);
    const stopping = new AbortController();
    let delivered = 0;
    const postman: Postman = {
      async deliver() {
        delivered += 1;
        if (delivered === 2) stopping.abort();
      },
      close: () => undefined,
    };
    const result = await deliverWaiting(
      { db: database.db, postman, seal, stopOf },
      new Date(),
      stopping.signal,
    );
    expect(result).toEqual({ sent: 2, putOff: 0, givenUp: 0 });
    expect(await waiting(database)).toHaveLength(3);
    expect(await deliveries(database)).toEqual([{ key: "deliver-mail", later: false }]);
    await database.close();
  });

  test("a mail server that gives no answer is asked once; the rest waits and has lost no attempt", async () => {
    const database = await createTestDatabase();
    await write(database, 5);
    const nobody = createPostman(`smtp://127.0.0.1:${await freePort()}`, "city@example.com", "city.example");
    if (!nobody) throw new Error("No postman.");
    const result = await deliverWaiting(
      { db: database.db, postman: nobody, seal, stopOf },
      new Date(),
      running(),
    );
    expect(result).toEqual({ sent: 0, putOff: 1, givenUp: 0 });
    expect((await waiting(database)).map(({ attempts }) => attempts)).toEqual([1, 0, 0, 0, 0]);
    expect(await deliveries(database)).toMatchObject([
      { key: expect.stringMatching(/^deliver-mail\/\d+$/), later: true },
      { key: "deliver-mail/rest", later: true },
    ]);

    // A silence is no letter's fault: it never ends what the server did not refuse.
    await database.pool.query("update mail set attempts = 40, retry_at = null");
    expect(
      await deliverWaiting({ db: database.db, postman: nobody, seal, stopOf }, new Date(), running()),
    ).toMatchObject({
      putOff: 1,
      givenUp: 0,
    });
    await database.close();
  });

  test("SIGTERM does not wait for letters that only wait for their turn", async () => {
    slowMs = 400;
    accepted.length = 0;
    const stopped = await startPortal({ environment: portalEnvironment() });
    const { database } = stopped;
    await write(database, 40);
    await database.pool.query("select graphile_worker.add_job('deliver-mail', '{}'::json)");
    await expect.poll(() => accepted.length).toBeGreaterThan(1);
    expect(await stopped.stop()).toBe(0);
    expect(accepted.length).toBeLessThan(20);
    slowMs = 0;
  });
});
