import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signIn } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** A real SMTP server on loopback; what it has accepted. */
interface Accepted {
  to: string;
  text: string;
}
const accepted: Accepted[] = [];
let busyFor = 0;
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
      done();
    });
  },
});

let portal: TestPortal;
beforeAll(async () => {
  await new Promise<void>((done) => smtp.listen(0, "127.0.0.1", done));
  const address: AddressInfo | string | null = smtp.server.address();
  if (address === null || typeof address === "string") throw new Error("No SMTP port.");
  portal = await startPortal({ environment: { SMTP_URL: `smtp://127.0.0.1:${address.port}` } });
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
    await expect.poll(() => accepted.length, { timeout: 60_000, interval: 250 }).toBe(51);
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
    await expect.poll(() => accepted.length, { timeout: 60_000, interval: 250 }).toBe(50);
    await new Promise((wait) => setTimeout(wait, 500));
    expect(accepted).toHaveLength(50);

    // The jobs once more, as after a crash between their work and its being marked as done.
    const { db, pool } = portal.database;
    const rules = await db.selectFrom("crossing").selectAll().where("matter_id", "=", id).execute();
    for (const { rule_id } of rules) {
      const payload = JSON.stringify({ matterId: id, ruleId: rule_id, afterSerial: 0 });
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
        { timeout: 20_000 },
      )
      .toBe(0);
    await new Promise((wait) => setTimeout(wait, 500));
    expect(accepted).toHaveLength(50);
  }, 150_000);
});
