import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type BadCity, makeBadCity } from "./support/bad-city.ts";
import { Client } from "./support/client.ts";
import { fingerprint, settledFingerprint } from "./support/fingerprint.ts";
import * as odd from "./support/odd-values.ts";
import { expectRefusal } from "./support/page-answers.ts";

/**
 * The pages' forms with input that is not sound: a page that says so (4xx) or the way to sign in, never a fault of
 * ours, and nothing is written. Sent as a browser without JavaScript sends them; a part also as the page's script.
 */
let city: BadCity;
/** The citizen's own open proposal and unfinished draft. */
let own: number;
let draft: string;
const text = {
  title: "밤에도 밝은 골목",
  body: "가로등 사이가 너무 멉니다.",
  category: "transport",
  district: "",
};

beforeAll(async () => {
  city = await makeBadCity();
  const published = await city.citizen.json("/api/v1/proposals", "POST", text);
  own = (await published.json()).id;
  draft = randomUUID();
  const kept = await city.citizen.json(`/drafts/${draft}/autosave`, "PUT", { ...text, title: "쓰다 만 글" });
  expect(kept.status).toBe(200);
});
afterAll(() => city.stop());

interface Form {
  client: Client;
  /** Addresses of the form; the second is the one that the page's script uses. */
  path: string;
  sound: Record<string, string>;
  /** Fields of text, and the most characters of each. */
  texts: Record<string, number>;
  codes: string[];
}

const forms = (): Form[] => {
  const { citizen, officer, forum, duty } = city;
  const writing = { client: citizen, texts: { title: 100, body: 10_000 }, codes: ["category", "district"] };
  return [
    { ...writing, path: `/proposals/new?draft=${draft}`, sound: { ...text, alt: "", intent: "save" } },
    { ...writing, path: `/drafts/${draft}`, sound: { ...text, alt: "", intent: "save" } },
    { ...writing, path: `/proposals/${own}/edit`, sound: text },
    {
      client: citizen,
      path: `/proposals/${own}/supplements`,
      sound: { body: "덧붙입니다." },
      texts: { body: 3_000 },
      codes: [],
    },
    {
      client: citizen,
      path: `/proposals/${city.proposal}`,
      sound: { intent: "agree" },
      texts: {},
      codes: ["intent"],
    },
    {
      client: citizen,
      path: `/forums/${forum}`,
      sound: { intent: "opinion", stance: "for", body: "찬성합니다." },
      texts: { body: 2_000 },
      codes: ["intent", "stance"],
    },
    {
      client: citizen,
      path: `/forums/${forum}`,
      sound: { intent: "reply", opinion: "1", body: "저도요." },
      texts: { body: 1_000 },
      codes: ["opinion"],
    },
    {
      client: citizen,
      path: `/forums/${forum}`,
      sound: { intent: "helpful", opinion: "1" },
      texts: {},
      codes: ["opinion"],
    },
    {
      client: citizen,
      path: `/forums/${forum}/map`,
      sound: { intent: "add", body: "밤에도 버스가 다녀야 한다." },
      texts: { body: 140 },
      codes: ["intent"],
    },
    {
      client: citizen,
      path: `/forums/${forum}/map`,
      sound: { intent: "vote", statement: "1", vote: "agree" },
      texts: {},
      codes: ["intent", "statement", "vote"],
    },
    {
      client: officer,
      path: `/forums/${forum}/background`,
      sound: { intent: "add", title: "배경", body: "지난해에 쓴 돈", url: "https://example.com/" },
      texts: { title: 100, body: 600 },
      codes: ["url"],
    },
    {
      client: officer,
      path: `/forums/${forum}/background`,
      sound: { intent: "remove", number: "1" },
      texts: {},
      codes: ["number"],
    },
    {
      client: officer,
      path: `/desk/duties/${duty}`,
      sound: {
        intent: "publish",
        body: "내년 봄까지 세 곳의 신호 시간을 늘리고 결과를 이 자리에 알리겠습니다.",
        decision: "will-do",
        expectedReplies: "0",
      },
      texts: { body: 20_000 },
      codes: ["decision", "expectedReplies"],
    },
    {
      client: citizen,
      path: "/me",
      sound: { language: "ko", mail: "on" },
      texts: {},
      codes: ["language", "mail"],
    },
  ];
};

/** Where the page's script sends the same form. */
const dataPath = (path: string) => path.replace(/^([^?]*)/, "$1.data");

const post = (form: Form, fields: Record<string, string>) => form.client.form(form.path, fields);
const shown = ({ path, sound }: Form, field: string, value: string) =>
  `POST ${path} (${sound.intent ?? ""}) ${field}=${JSON.stringify(value).slice(0, 100)}`;

describe("what is refused writes nothing", () => {
  let before: Record<string, string>;
  beforeEach(async () => {
    before = await settledFingerprint(city.database.pool);
  });
  afterEach(async () => expect(await fingerprint(city.database.pool)).toEqual(before));

  test("texts that are too long or have characters that nobody should meet", async () => {
    // A form's text has no lone surrogates: whoever sends one sends U+FFFD.
    for (const form of forms())
      for (const [field, most] of Object.entries(form.texts))
        for (const value of ["가".repeat(most + 1), "x".repeat(100_000)])
          await expectRefusal(await post(form, { ...form.sound, [field]: value }), shown(form, field, value));
  });

  test("texts that are blank, where one is needed", async () => {
    for (const form of forms().filter(({ sound }) => sound.intent !== "save"))
      for (const field of Object.keys(form.texts)) {
        for (const value of ["", " \u3000\r\n", "\u3164\u3164"])
          await expectRefusal(await post(form, { ...form.sound, [field]: value }), shown(form, field, value));
        const { [field]: _, ...others } = form.sound;
        await expectRefusal(await post(form, others), shown(form, field, "(missing)"));
      }
  });

  test("codes, ids and numbers that do not exist", async () => {
    const ids = ["0", "-1", "1.5", "999999", "2147483648", "99999999999999", "9".repeat(30), "true"];
    for (const form of forms())
      for (const field of form.codes)
        for (const value of [...odd.FEW_NO_CODES, ...ids].filter((one) => one !== form.sound[field]))
          await expectRefusal(await post(form, { ...form.sound, [field]: value }), shown(form, field, value));
  });

  test("buttons that do not exist", async () => {
    for (const path of [`/proposals/new?draft=${draft}`, `/drafts/${draft}`])
      for (const intent of [...odd.FEW_NO_CODES, "", "remove", "remove:", "remove:abc", "remove:%00"]) {
        const form = { client: city.citizen, path, sound: text, texts: {}, codes: [] };
        await expectRefusal(await post(form, { ...text, intent }), shown(form, "intent", intent));
      }
  });

  test("the same field twice: the last one counts, and is looked at", async () => {
    for (const form of forms())
      for (const [field, most] of Object.entries(form.texts)) {
        const body = new URLSearchParams(form.sound);
        body.append(field, "가".repeat(most + 1));
        await expectRefusal(
          await form.client.send(form.path, { method: "POST", body }),
          shown(form, field, "twice"),
        );
      }
  });

  test("a script is shown as text, never as itself", async () => {
    const script = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    for (const form of forms())
      for (const field of [...form.codes, ...Object.keys(form.texts)]) {
        const value = script + "x".repeat(form.texts[field] ?? 0);
        const page = await expectRefusal(
          await post(form, { ...form.sound, [field]: value }),
          shown(form, field, value),
        );
        expect(page, shown(form, field, value)).not.toMatch(/<script>alert|<img src=x/);
      }
  });

  test("bodies that are no form", async () => {
    const url = "application/x-www-form-urlencoded";
    const multipart = "multipart/form-data; boundary=x";
    const part = '--x\r\nContent-Disposition: form-data; name="body"\r\n\r\n';
    const bodies: [string, string | Uint8Array<ArrayBuffer>][] = [
      ["", ""],
      ["application/json", JSON.stringify(text)],
      ["text/plain", "title=a&body=b"],
      ["text/xml", "<title/>"],
      [url, ""],
      [url, "&&&===&&&"],
      [url, "%E0%A4%A=%zz&%00=%00&title=%ff%fe"],
      [url, Buffer.from([0xff, 0xfe, 0x3d, 0x00, 0x26, 0x3d])],
      [url, `${"a&".repeat(100_000)}`],
      [url, Array.from({ length: 25_000 }, (_, index) => `a${index}=1`).join("&")],
      [url, `title[]=a&title[b]=c&__proto__[x]=1&constructor.prototype=1`],
      ["multipart/form-data", part],
      [multipart, ""],
      [multipart, "rubbish"],
      [multipart, part],
      [multipart, `${part}cut off in the mid`],
      [multipart, `${part.replace('name="body"', "")}a\r\n--x--\r\n`],
      [multipart, `${part.replace("form-data", "attachment")}a\r\n--x--\r\n`],
      [
        multipart,
        Buffer.concat([Buffer.from(part), Buffer.from([0xff, 0xfe, 0x00]), Buffer.from("\r\n--x--\r\n")]),
      ],
      [`multipart/form-data; boundary=${"x".repeat(5_000)}`, part],
    ];
    const pages = new Map(forms().map((form) => [form.path, form]));
    for (const form of [...pages.values()].filter(({ sound }) => sound.intent !== "save"))
      for (const [type, body] of bodies) {
        const init = { method: "POST", body, headers: { "Content-Type": type } };
        const why = `POST ${form.path} ${type} ${String(body).slice(0, 60)}`;
        await expectRefusal(await form.client.send(form.path, init), why);
      }
    for (const path of [`/proposals/new?draft=${draft}`, `/drafts/${draft}`])
      for (const [type, body] of bodies.filter(([kind]) => kind !== url && kind !== multipart)) {
        const init = { method: "POST", body, headers: { "Content-Type": type } };
        await expectRefusal(await city.citizen.send(path, init), `POST ${path} ${type}`);
      }
  });

  test("bodies that are too large, or in chunks", async () => {
    for (const { client, path } of forms()) {
      const body = `body=${"x".repeat(10 * 1024 * 1024)}`;
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      expect((await client.send(path, { method: "POST", body, headers })).status, path).toBe(413);
      const chunks: RequestInit = {
        method: "POST",
        body: new Blob(["body=x"]).stream(),
        headers,
        duplex: "half",
      };
      expect((await client.send(path, chunks)).status, path).toBe(400);
    }
    const upload = new FormData();
    for (const [name, value] of Object.entries(text)) upload.append(name, value);
    upload.append("picture", new Blob([Buffer.alloc(20 * 1024 * 1024)], { type: "image/png" }), "large.png");
    const sent = await city.citizen.send(`/drafts/${draft}`, { method: "POST", body: upload });
    expect(sent.status).toBe(413);
  });

  test("forms from elsewhere, from nobody, and from somebody else", async () => {
    const visitor = new Client(city.portal.url);
    for (const form of forms()) {
      const foreign = {
        method: "POST",
        body: new URLSearchParams(form.sound),
        headers: { Origin: "https://elsewhere.example" },
      };
      for (const path of [form.path, dataPath(form.path)])
        expect((await form.client.send(path, foreign)).status, path).toBe(403);
      const nobody = await visitor.form(form.path, form.sound);
      expect([302, 303], form.path).toContain(nobody.status);
      expect(nobody.headers.get("Location"), form.path).toMatch(/^\/(auth|acts\/[\w-]+)\/sign-in\?/);
    }
    const stranger = city.officer;
    const citizens = city.citizen;
    for (const [client, path, fields] of [
      [stranger, `/drafts/${draft}`, { ...text, intent: "save" }],
      [stranger, `/drafts/${draft}`, { intent: "discard" }],
      [stranger, `/drafts/${draft}/review`, {}],
      [stranger, `/proposals/new?draft=${draft}`, { ...text, intent: "save" }],
      [stranger, `/proposals/${own}/edit`, text],
      [stranger, `/proposals/${own}/supplements`, { body: "덧붙입니다." }],
      [stranger, `/proposals/${own}/withdraw`, {}],
      [citizens, `/proposals/${city.proposal}/withdraw`, {}],
      [citizens, `/forums/${city.forum}/background`, { title: "배경", body: "지난해에 쓴 돈", url: "" }],
      [citizens, `/forums/${city.forum}/map`, { intent: "hide", statement: "1", reason: "insult" }],
      [citizens, `/desk/duties/${city.duty}`, { body: "반영하겠습니다.", decision: "will-do" }],
    ] as const)
      await expectRefusal(await client.form(path, fields), `POST ${path} by another`);
    const autosave = await stranger.json(`/drafts/${draft}/autosave`, "PUT", text);
    await expectRefusal(autosave, "another's draft");
  });

  test("the same by the page's script", async () => {
    for (const form of forms().filter(({ sound }) => sound.intent !== "save"))
      for (const [field, most] of Object.entries(form.texts)) {
        const response = await form.client.form(dataPath(form.path), {
          ...form.sound,
          [field]: "가".repeat(most + 1),
        });
        await expectRefusal(response, `POST ${dataPath(form.path)} ${field}`);
      }
  });

  test("an autosave that is not sound", async () => {
    const { citizen } = city;
    const put = (id: string, body: unknown) => citizen.json(`/drafts/${id}/autosave`, "PUT", body);
    for (const id of ["1", "abc", "%00", randomUUID().toUpperCase()])
      await expectRefusal(await put(id, text), id);
    for (const body of [
      null,
      [],
      "text",
      {},
      { ...text, title: "\ud800" },
      { ...text, category: "no-such" },
      { ...text, body: 1 },
      { ...text, [`alt:${randomUUID()}`]: "가".repeat(201) },
      { ...text, [`alt:${draft}`]: "", [`caption:${draft}`]: "가".repeat(201) },
    ])
      await expectRefusal(await put(draft, body), JSON.stringify(body));
  });
});

test("pictures that are none are refused, and none is kept", async () => {
  const bytes = (values: BlobPart, type: string) => new Blob([values], { type });
  const pictures: [string, Blob][] = [
    ["text.png", bytes("just text", "image/png")],
    ["page.png", bytes("<html><script>alert(1)</script></html>", "image/png")],
    ["drawing.svg", bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "image/svg+xml")],
    ["cut.png", bytes(Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "image/png")],
    [
      "huge.png",
      bytes(Buffer.from("89504e470d0a1a0a0000000d494844527fffffff7fffffff0802000000", "hex"), "image/png"),
    ],
    ["zeros.jpg", bytes(Buffer.alloc(100_000), "image/jpeg")],
    ["../../../etc/passwd", bytes("root:x:0:0", "image/png")],
    ["\u0000.png", bytes("GIF89a", "image/gif")],
  ];
  for (const intent of ["save", "upload", "review"])
    for (const [name, picture] of pictures) {
      const body = new FormData();
      for (const [field, value] of Object.entries({ ...text, alt: "그림", intent }))
        body.append(field, value);
      body.append("picture", picture, name);
      const response = await city.citizen.send(`/drafts/${draft}`, { method: "POST", body });
      await expectRefusal(response, `${intent} ${name}`);
    }
  const one = (picture: Blob, name: string) => {
    const body = new FormData();
    body.append("picture", picture, name);
    return { method: "POST", body };
  };
  for (const [name, picture] of pictures)
    await expectRefusal(
      await city.citizen.send(`/drafts/${draft}/pictures`, one(picture, name)),
      `at once ${name}`,
    );
  const sound = await sharp({ create: { width: 8, height: 6, channels: 3, background: "#123" } })
    .png()
    .toBuffer();
  const picture = bytes(new Uint8Array(sound), "image/png");
  for (const [client, id] of [
    [city.officer, draft],
    [city.citizen, randomUUID()],
    [city.citizen, "1"],
  ] as const)
    expect((await client.send(`/drafts/${id}/pictures`, one(picture, "a.png"))).status).toBe(404);
  const { rows } = await city.database.pool.query("select count(*)::int as kept from picture");
  expect(rows).toEqual([{ kept: 0 }]);
});
