import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { connect } from "node:net";
import { resolve } from "node:path";
import compression from "compression";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { isPortalError } from "#app/domain/errors.ts";
import { readForm } from "#app/doors/form.ts";
import { countStream } from "#app/platform/count-stream.ts";
import { NO_TURNS } from "#app/platform/dear-acts.ts";
import { Gate, GateOfEach } from "#app/platform/gate.ts";
import { KeptPapers } from "#app/platform/kept-papers.ts";
import type { Message } from "#app/platform/live.ts";
import { LARGEST_UPLOAD_BYTES, reencodePicture } from "#app/platform/picture.ts";
import { COST, createRateLimits, LIMITS, NO_LIMITS } from "#app/platform/rate-limits.ts";
import { askerDoor } from "#app/web/asker-door.ts";
import { canonicalPath } from "#app/web/canonical-path.ts";
import { networkOf } from "#app/web/network.ts";
import { sendWebResponse } from "#app/web/web-streams.ts";

/** What strangers may ask for, and how much work it is at the most: counted in pieces, not in seconds. */

const CHUNK = 16 * 1024;
/** A request whose body says how much of it was asked for. */
function requestOf(type: string, body: Buffer) {
  let read = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (read >= body.length) return controller.close();
        controller.enqueue(body.subarray(read, read + CHUNK));
        read += CHUNK;
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: "POST", headers: { "Content-Type": type }, body: stream, duplex: "half" } as const;
  return { request: new Request("http://here/", init), read: () => read };
}

const part = (head: string, value: string | Buffer) =>
  Buffer.concat([
    Buffer.from(`--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(value),
    Buffer.from("\r\n"),
  ]);
const end = Buffer.from("--x--\r\n");
const MULTIPART = "multipart/form-data; boundary=x";

async function refusalOf(reading: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return isPortalError(error) ? error.code : String(error);
}

describe("a form", () => {
  test("is read whole: fields, a file's bytes and name, the names as they were written", async () => {
    const bytes = Buffer.from([0, 255, 13, 10, 45, 45, 120]);
    const sent = new FormData();
    sent.append("title", "밤길\r\n두 줄");
    sent.append("title", "둘째");
    sent.append("비고", "");
    sent.append("picture", new File([bytes], "사진.png", { type: "image/png" }));
    const form = await readForm(new Request("http://here/", { method: "POST", body: sent }));
    expect(form.getAll("title")).toEqual(["밤길\r\n두 줄", "둘째"]);
    expect(form.get("비고")).toBe("");
    const file = form.get("picture");
    if (!(file instanceof File)) throw new Error("No file.");
    expect([file.name, file.type, file.size]).toEqual(["사진.png", "image/png", bytes.length]);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
  });

  test("without a file that was chosen brings an empty one; an empty form is one", async () => {
    const none = Buffer.concat([part('name="picture"; filename=""', ""), end]);
    const form = await readForm(requestOf(MULTIPART, none).request);
    expect(form.get("picture")).toMatchObject({ size: 0 });
    expect([...(await readForm(requestOf(MULTIPART, end).request)).keys()]).toEqual([]);
  });

  const many = (count: number) =>
    Buffer.concat([...Array.from({ length: count }, () => part('name="a"', "")), end]);
  test.each<[string, string, Buffer, string]>([
    ["164,545 empty parts", MULTIPART, many(164_545), "bad-request"],
    ["a part more than it may have", MULTIPART, many(51), "bad-request"],
    [
      "parts without a name",
      MULTIPART,
      Buffer.concat([part("a=b", "").subarray(), part("a=b", ""), end]),
      "bad-request",
    ],
    [
      "two files",
      MULTIPART,
      Buffer.concat([part('name="a"; filename="a"', "a"), part('name="b"; filename="b"', "b"), end]),
      "bad-request",
    ],
    [
      "a file that is too large",
      MULTIPART,
      Buffer.concat([
        part('name="a"; filename="a"', Buffer.alloc(LARGEST_UPLOAD_BYTES + 4 * CHUNK)),
        Buffer.alloc(64 * CHUNK),
      ]),
      "too-large",
    ],
    [
      "a field that is too long",
      MULTIPART,
      Buffer.concat([part('name="a"', Buffer.alloc(30 * CHUNK, "a")), end]),
      "bad-request",
    ],
    ["an end that does not come", MULTIPART, part('name="a"', "a"), "bad-request"],
    ["no boundary", "multipart/form-data; charset=x", many(1), "bad-request"],
    ["100,000 fields", "application/x-www-form-urlencoded", Buffer.from("a&".repeat(100_000)), "bad-request"],
    ["another type", "text/plain", Buffer.from("a=b"), "unsupported-type"],
  ])("with %s is refused", async (_, type, body, code) => {
    expect(await refusalOf(readForm(requestOf(type, body).request))).toBe(code);
  });

  test("of parts that are no fields is none", async () => {
    const attached = Buffer.from(
      `--x\r\nContent-Disposition: attachment; name="${"a".repeat(30)}"\r\n\r\na\r\n--x--\r\n`,
    );
    expect(await refusalOf(readForm(requestOf(MULTIPART, attached).request))).toBe("bad-request");
  });

  test("is read no further than what it may have", async () => {
    const { request, read } = requestOf(MULTIPART, many(164_545));
    await refusalOf(readForm(request));
    expect(read()).toBeLessThanOrEqual(2 * CHUNK);
  });
});

describe("what is dear", () => {
  test("is done in turn: so many at once, so many who wait, so many of one person", async () => {
    const gate = new Gate({ atOnce: 2, waiting: 2, each: 2, patience: 60_000 });
    const first = await gate.enter("a");
    expect(await gate.enter("a")).toBeTypeOf("function");
    expect(await gate.enter("a")).toBeUndefined();
    const waits = [gate.enter("b"), gate.enter("c")];
    expect(await gate.enter("d")).toBeUndefined();
    first?.();
    const leave = await waits[0];
    expect(leave).toBeTypeOf("function");
    // Whoever left may come again, behind the one who waits.
    const again = gate.enter("a");
    leave?.();
    expect(await waits[1]).toBeTypeOf("function");
    (await waits[1])?.();
    expect(await again).toBeTypeOf("function");
  });

  test("sends away whose turn does not come in time, and forgets them", async () => {
    const gate = new Gate({ atOnce: 1, waiting: 5, each: 1, patience: 20 });
    const leave = await gate.enter("a");
    expect(await gate.enter("b")).toBeUndefined();
    leave?.();
    expect(await gate.enter("b")).toBeTypeOf("function");
  });

  test("is made two at a time for each: whoever asks for much waits for themselves alone", async () => {
    const answer = new GateOfEach({ atOnce: 2, waiting: 10, patience: 60_000 });
    const portal = { limits: NO_LIMITS, turns: { ...NO_TURNS, answer } };
    const refuse = () => new Response(null, { status: 429 });
    const doorOf = (asker: string) => askerDoor(portal, { asker, points: 1, limit: undefined, refuse });
    const [much, little] = [doorOf("203.0.113.66"), doorOf("198.51.100.7")];
    const ends: (() => void)[] = [];
    let begun = 0;
    const work = () => {
      begun += 1;
      return new Promise<string>((done) => ends.push(() => done("read")));
    };
    const asked = Array.from({ length: 20 }, () => much.inTurn(work));
    // Two are made, ten wait, the rest is told to come later.
    const refused = await Promise.all(asked.slice(12));
    expect(refused.map((answer) => answer instanceof Response && answer.status)).toEqual(Array(8).fill(429));
    expect(begun).toBe(2);
    const other = little.inTurn(async () => "read");
    expect(await other).toBe("read");
    for (let done = 0; done < 12; done += 1) {
      await expect.poll(() => begun).toBe(Math.min(done + 2, 12));
      ends[done]?.();
      expect(await asked[done]).toBe("read");
    }
    await expect(much.inTurn(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await much.inTurn(async () => "read")).toBe("read");
  });

  test("is drawn once for what stands on it, for all who ask meanwhile too", async () => {
    const kept = new KeptPapers(2);
    let drawn = 0;
    const draw = async () => {
      drawn += 1;
      return Buffer.from(String(drawn));
    };
    const of = (title: string, how = draw) => kept.get({ title, language: "ko" }, how);
    await Promise.all(Array.from({ length: 50 }, () => of("a")));
    expect(drawn).toBe(1);
    await of("b");
    await of("c");
    await of("a");
    expect(drawn).toBe(4);
    await expect(of("d", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await of("d");
    expect(drawn).toBe(5);
  });
});

describe("limits", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"],
    ["2001:db8:0001:0002:0:0:0:9", "2001:db8:1:2::/64"],
    ["2001:db8:1:3::1", "2001:db8:1:3::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["64:ff9b::192.0.2.33", "64:ff9b:0:0::/64"],
    [undefined, "unknown"],
  ])("%s is %s", (address, network) => expect(networkOf(address)).toBe(network));

  test("count so many strangers and no more; the eldest begins anew, the others do not", async () => {
    const limits = createRateLimits({ mostCounted: 100 });
    const { points } = LIMITS.publish;
    for (let time = 0; time < points; time += 1) await limits.take("publish", "first");
    expect(await limits.take("publish", "first")).toBeGreaterThan(0);
    for (let stranger = 0; stranger < 99; stranger += 1) await limits.take("publish", `stranger ${stranger}`);
    expect(await limits.take("publish", "first")).toBeGreaterThan(0);
    for (let stranger = 0; stranger < 100; stranger += 1) await limits.take("publish", `another ${stranger}`);
    expect(await limits.take("publish", "first")).toBeUndefined();
  });

  test("are taken from by what something costs, and begin anew when their time is over", async () => {
    let now = 0;
    const limits = createRateLimits({ now: () => now });
    const draw = () => limits.take("work", "a", COST.page);
    let drawn = 0;
    while ((await draw()) === undefined) drawn += 1;
    expect(drawn).toBe(LIMITS.work.points / COST.page);
    expect(await draw()).toBe(LIMITS.work.duration);
    expect(await limits.take("work", "b", COST.page)).toBeUndefined();
    now += LIMITS.work.duration * 1_000;
    expect(await draw()).toBeUndefined();
  });
});

describe("addresses", () => {
  test.each([
    ["/", "/"],
    ["//", "/"],
    ["/live/5", "/live/5"],
    ["/l%69ve/5", "/live/5"],
    ["/live//5/", "/live/5"],
    ["/LIVE/5", "/LIVE/5"],
    ["/live%2f5", "/live%2F5"],
    ["/%ea%b3%b5", "/%EA%B3%B5"],
    ["/%2525", "/%2525"],
    ["//elsewhere.example//x", "/elsewhere.example/x"],
  ])("%s is written %s, once and for all", (written, canonical) => {
    expect(canonicalPath(written)).toBe(canonical);
    expect(canonicalPath(canonical)).toBe(canonical);
  });
});

describe("a stream of counts", () => {
  function follow() {
    let tell: (message: Message) => void = () => undefined;
    let ended = 0;
    let read: (count: number) => void = () => undefined;
    const stream = countStream({
      subscribe(listener) {
        tell = listener;
        return () => {
          tell = () => undefined;
        };
      },
      read: () => new Promise((answer) => (read = (count) => answer({ count }))),
      ended() {
        ended += 1;
      },
    });
    return {
      ...stream,
      read: (count: number) => read(count),
      tell: (count: number) => tell({ count }),
      ended: () => ended,
    };
  }
  const text = (piece: ReadableStreamReadResult<Uint8Array>) => Buffer.from(piece.value ?? []).toString();

  test("keeps only the latest for a reader who takes nothing", async () => {
    const { events, tell, ended, end: close } = follow();
    const reader = events.getReader();
    for (let count = 1; count <= 10_000; count += 1) tell(count);
    expect(text(await reader.read())).toBe("retry: 3000\n\n");
    expect(text(await reader.read())).toBe('data: {"count":10000}\n\n');
    tell(10_001);
    expect(text(await reader.read())).toBe('data: {"count":10001}\n\n');
    close();
    expect((await reader.read()).done).toBe(true);
    expect(ended()).toBe(1);
  });

  test("begins with how it stands, unless something newer was heard while that was read", async () => {
    const { events, read } = follow();
    const reader = events.getReader();
    expect(text(await reader.read())).toBe("retry: 3000\n\n");
    read(7);
    expect(text(await reader.read())).toBe('data: {"count":7}\n\n');

    const overtaken = follow();
    const slow = overtaken.events.getReader();
    expect(text(await slow.read())).toBe("retry: 3000\n\n");
    overtaken.tell(9);
    overtaken.read(7);
    expect(text(await slow.read())).toBe('data: {"count":9}\n\n');
    overtaken.tell(10);
    expect(text(await slow.read())).toBe('data: {"count":10}\n\n');
  });

  test("ends once, from whichever side", async () => {
    const { events, end: close, ended, tell } = follow();
    await events.cancel();
    close();
    tell(1);
    expect(ended()).toBe(1);
  });
});

describe("an answer", () => {
  async function served(answer: Response, stalledMs?: number, before: RequestHandler[] = []) {
    const app = express();
    for (const handler of before) app.use(handler);
    const sent: Promise<void>[] = [];
    app.use((_request, response) => {
      sent.push(sendWebResponse(response, answer, stalledMs));
    });
    const server = createServer(app).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("No port.");
    const socket = connect(address.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write("GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
    return { socket, sent: () => sent[0], close: () => new Promise((done) => server.close(done)) };
  }
  /** Without an end, in pieces of 64 kB. */
  function endless() {
    let pieces = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pieces += 1;
        // What no compression makes smaller.
        controller.enqueue(new Uint8Array(randomBytes(4 * CHUNK)));
      },
      cancel() {
        cancelled = true;
      },
    });
    return { body, pieces: () => pieces, cancelled: () => cancelled };
  }

  test.each<[string, RequestHandler[]]>([
    ["as it is", []],
    ["compressed on its way", [compression()]],
  ])(
    "is made no faster than its reader takes it, and ended when they take nothing: %s",
    async (_, before) => {
      const { body, pieces, cancelled } = endless();
      const headers = { "Content-Type": "text/html" };
      const { socket, sent, close } = await served(new Response(body, { headers }), 500, before);
      socket.pause();
      await expect.poll(pieces).toBeGreaterThan(1);
      await sent();
      // What fits into the system's buffers of both ends.
      expect(pieces()).toBeLessThan(500);
      expect(cancelled()).toBe(true);
      socket.destroy();
      await close();
    },
  );

  test("that fails before its first piece has said nothing yet of what comes instead", async () => {
    const app = express();
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("no")) });
    app.use(async (_request, response, next) => {
      await sendWebResponse(response, new Response(body, { headers: { "Content-Type": "text/csv" } })).catch(
        next,
      );
    });
    const fail: ErrorRequestHandler = (_error, _request, response, _next) =>
      response.status(503).json(response.getHeaderNames());
    app.use(fail);
    const server = createServer(app).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("No port.");
    const answer = await fetch(`http://127.0.0.1:${address.port}/`);
    expect([answer.status, await answer.json()]).toEqual([503, ["x-powered-by"]]);
    await new Promise((done) => server.close(done));
  });

  test("ends with its reader, though nothing was being sent", async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(1)),
      cancel() {
        cancelled = true;
      },
    });
    const { socket, close } = await served(new Response(body));
    await once(socket, "data");
    socket.destroy();
    await expect.poll(() => cancelled).toBe(true);
    await close();
  });
});

describe("pictures", () => {
  const plain = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#1a2b3c" } });
  const fixture = (name: string) => readFile(resolve(import.meta.dirname, "fixtures", name));
  const heic = (brand: string) =>
    Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`), Buffer.alloc(200)]);

  test.each<[string, () => Promise<Buffer>, string | [number, number]]>([
    ["of 108 megapixels, as a phone's JPEG", () => plain(12_000, 9_000).jpeg().toBuffer(), [1600, 1200]],
    [
      "of 108 megapixels in passes",
      () => plain(12_000, 9_000).jpeg({ progressive: true }).toBuffer(),
      "too-many-pixels",
    ],
    [
      "of 49 megapixels, 16 bits",
      () => plain(7_000, 7_000).toColourspace("rgb16").png().toBuffer(),
      "too-many-pixels",
    ],
    ["of 24 megapixels", () => plain(6_000, 4_000).png().toBuffer(), [1600, 1067]],
    ["a captured page", () => plain(1_080, 20_000).png().toBuffer(), [540, 10_000]],
    ["a small one", () => plain(30, 20).webp().toBuffer(), [30, 20]],
    ["a line", () => plain(16_000, 1).png().toBuffer(), [16_000, 1]],
    [
      "on its side",
      () => plain(3_000, 2_000).jpeg().withMetadata({ orientation: 6 }).toBuffer(),
      [1067, 1600],
    ],
    ["of an iPhone", () => fixture("pic-iphone.heic"), "heic-picture"],
    ["of an iPhone, turned", () => fixture("pic-iphone-rot.heic"), "heic-picture"],
    ["of an iPhone, its head alone", async () => heic("heic"), "heic-picture"],
    ["of an iPhone, several", async () => heic("heix"), "heic-picture"],
    ["no picture", async () => Buffer.from("text"), "not-a-picture"],
  ])("%s", async (_, make, expected) => {
    const made = await reencodePicture(await make());
    if (typeof made === "string") expect(made).toBe(expected);
    else expect([made.width, made.height]).toEqual(expected);
  });
});
