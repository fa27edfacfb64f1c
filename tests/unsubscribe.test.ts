import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withdrawProposal } from "#app/domain/kinds/proposal/author-acts.ts";
import { createStopLinks } from "#app/platform/stop-links.ts";
import type { Language } from "#db/tables/language.ts";
import { Client, signIn } from "./support/client.ts";
import { createPerson, createProposal } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** Letters of what is followed, as a real SMTP server takes them, and the address in each that stops them (RFC 8058). */

const accepted: { to: string; headers: Map<string, string>; body: string }[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const [head = "", ...rest] = Buffer.concat(chunks).toString().split("\r\n\r\n");
      const lines = head.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
      accepted.push({
        to: session.envelope.rcptTo.map(({ address }) => address).join(),
        headers: new Map(
          lines.map((line) => {
            const [name = "", ...value] = line.split(": ");
            return [name.toLowerCase(), value.join(": ")];
          }),
        ),
        body: readBody(rest.join("\r\n\r\n"), lines),
      });
      done();
    });
  },
});

function readBody(text: string, head: string[]): string {
  if (head.some((line) => /^content-transfer-encoding: base64$/i.test(line)))
    return Buffer.from(text, "base64").toString("utf8");
  const plain = text.replaceAll(/=\r\n/g, "");
  return Buffer.from(
    plain.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");
}

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
beforeEach(() => {
  accepted.length = 0;
});

const wanted = async (personId: number) =>
  (
    await portal.database.db
      .selectFrom("person")
      .select("mail_wanted")
      .where("id", "=", personId)
      .executeTakeFirstOrThrow()
  ).mail_wanted;

/** Somebody follows a proposal, which is withdrawn: the letter that came of it, and who they are. */
async function letterTo(login: string, language: Language) {
  const { db, pool } = portal.database;
  const author = await createPerson(db);
  const id = await createProposal(db, new Date(), author);
  const client = await signIn(portal.url, login);
  await client.form("/me/follows", { intent: "start", follow: `matter/${id}` });
  const { rows } = await pool.query("select person_id from follow where code = $1", [String(id)]);
  const personId = Number(rows[0].person_id);
  await pool.query("update person set language = $2, mail_wanted = true where id = $1", [personId, language]);
  await withdrawProposal(db, FIRST_SPACE, id, author, new Date());
  await expect
    .poll(() => accepted.filter(({ to }) => to.startsWith(login)).length, { timeout: 30_000 })
    .toBe(1);
  const letter = accepted.find(({ to }) => to.startsWith(login));
  if (!letter) throw new Error("No letter came.");
  return { letter, id, personId };
}

const addressIn = (headers: Map<string, string>) => {
  const [, address] = /^<(.+)>$/.exec(headers.get("list-unsubscribe") ?? "") ?? [];
  if (address === undefined) throw new Error("There is no address to stop it.");
  return address.slice(portal.url.length);
};

describe("the address that stops letters", () => {
  test.each([
    ["ko", "철회되었습니다", "이메일 그만 받기"],
    ["en", "It was withdrawn", "Unsubscribe"],
    ["ja", "取り下げられました", "メールの配信停止"],
  ] as const)(
    "stands in a letter, shows a button, and stops without a session: %s",
    async (language, said, title) => {
      const { letter, id, personId } = await letterTo(
        `citizen-4200${language === "ko" ? 1 : language === "en" ? 2 : 3}`,
        language,
      );
      expect(letter.body).toContain(said);
      expect(letter.body).toContain(`${portal.url}/proposals/${id}?lang=${language}`);
      expect(letter.headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
      const address = addressIn(letter.headers);

      const nobody = new Client(portal.url);
      const page = await nobody.send(`${address}&lang=${language}`);
      expect([page.status, await wanted(personId)]).toEqual([200, true]);
      const text = await page.text();
      expect(text).toContain(`<h1 class="h-page" dir="auto">${title}</h1>`);
      expect(text).toContain('<form method="post"');

      // As a mail program does it: no cookie, no origin, and the one field.
      const done = await fetch(new URL(address, portal.url), {
        method: "POST",
        body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
      });
      expect([done.status, await wanted(personId)]).toEqual([200, false]);
    },
  );

  test("works by the button on its page too, and for a form of several parts", async () => {
    const { letter, personId } = await letterTo("citizen-42011", "ko");
    const address = addressIn(letter.headers);
    expect((await new Client(portal.url).form(address, {})).status).toBe(200);
    expect(await wanted(personId)).toBe(false);
    await portal.database.pool.query("update person set mail_wanted = true where id = $1", [personId]);
    const parts = new FormData();
    parts.set("List-Unsubscribe", "One-Click");
    expect((await fetch(new URL(address, portal.url), { method: "POST", body: parts })).status).toBe(200);
    expect(await wanted(personId)).toBe(false);
  });

  test.each([
    ["of another key", 1, (personId: number) => createStopLinks("x".repeat(40)).tokenOf(personId, "n")],
    ["cut off", 2, (_: number, token: string) => token.slice(0, -1)],
    ["of another person", 3, (_: number, token: string) => `${token.slice(0, 4)}__${token.slice(6)}`],
    ["empty", 4, () => ""],
  ])("stops nothing when its token is %s", async (_, number, made) => {
    const { personId, letter } = await letterTo(`citizen-4202${number}`, "ko");
    const token = new URL(addressIn(letter.headers), portal.url).searchParams.get("t") ?? "";
    const address = `/unsubscribe?${new URLSearchParams({ t: made(personId, token) })}`;
    expect(
      (await fetch(new URL(address, portal.url), { method: "POST", body: new URLSearchParams() })).status,
    ).toBe(404);
    expect(await (await new Client(portal.url).send(`${address}&lang=ko`)).text()).toContain(
      "이 주소로는 끌 수 없습니다",
    );
    expect(await wanted(personId)).toBe(true);
  });

  test("is pressed by no page of others", async () => {
    const { letter, personId } = await letterTo("citizen-42031", "ko");
    const answer = await fetch(new URL(addressIn(letter.headers), portal.url), {
      method: "POST",
      headers: { Origin: "https://elsewhere.example" },
      body: new URLSearchParams(),
    });
    expect([answer.status, await wanted(personId)]).toEqual([403, true]);
  });
});
