import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { z } from "zod";

/** What an attacker knows of the portal, and the two sessions that they got hold of. */
const target = z.object({
  attack: z.string(),
  url: z.string(),
  proposal: z.number(),
  drive: z.number(),
  /** Cookie headers: of a citizen, of who leads the drive, and of the city's clerk. */
  citizen: z.string(),
  leader: z.string(),
  clerk: z.string(),
  /** Cookie headers of people who all want the same. */
  crowd: z.array(z.string()),
  /** A proposal whose row somebody holds and does not give back. */
  locked: z.number(),
  /** A drive of very many signatures. */
  large: z.number(),
  /** A picture of 49 megapixels in 16 bits, base64. */
  picture: z.string(),
});
export type Target = z.output<typeof target>;

/** Somebody else than the citizen beside them: the proxy in front says so. */
const ONE_ADDRESS = { "X-Forwarded-For": "203.0.113.66" };

type Attack = (target: Target) => { atOnce: number; once(): Promise<unknown> };

/** Asks and reads the answer to its end. */
async function ask(url: string, init: RequestInit = {}): Promise<void> {
  const answer = await fetch(url, {
    redirect: "manual",
    ...init,
    headers: { ...ONE_ADDRESS, ...init.headers },
    signal: AbortSignal.timeout(30_000),
  });
  await answer.arrayBuffer();
}

/** Who hold up one matter hold up no other. */
export const LOCKED = "a matter that is locked, and a crowd that agrees to it";

/** Rows of an extract of the register, as many as an upload of a city's district has. */
const REGISTERED = 100_000;

/** Each of section 1's, by one address with one line of a shell. */
export const ATTACKS: Record<string, Attack> = {
  "10.7 MB of empty parts": ({ url }) => {
    const part = '--x\r\nContent-Disposition: form-data; name="aaaaaaaa"\r\n\r\n\r\n';
    const body = `${part.repeat(164_545)}--x--\r\n`.slice(0, 10_700_000);
    const headers = { Origin: url, "Content-Type": "multipart/form-data; boundary=x" };
    return { atOnce: 3, once: () => ask(`${url}/auth/sign-out`, { method: "POST", body, headers }) };
  },
  "the same with a session, to a form with a file": ({ url, citizen }) => {
    const part = '--x\r\nContent-Disposition: form-data; name="aaaaaaaa"\r\n\r\n\r\n';
    const body = `${part.repeat(150_000)}--x--\r\n`.slice(0, 9_700_000);
    const headers = { Origin: url, Cookie: citizen, "Content-Type": "multipart/form-data; boundary=x" };
    const path = () => `${url}/proposals/new?draft=${randomUUID()}`;
    return { atOnce: 3, once: () => ask(path(), { method: "POST", body, headers }) };
  },
  "streams opened and left, in five spellings": ({ url, proposal }) => {
    const paths = [
      `/live/${proposal}`,
      `/LIVE/${proposal}`,
      `/l%69ve/${proposal}`,
      `//live/${proposal}`,
      `/live/${proposal}.data`,
    ];
    let next = 0;
    return {
      atOnce: 32,
      async once() {
        const leaving = new AbortController();
        const path = paths[next++ % paths.length];
        await fetch(`${url}${path}`, { headers: ONE_ADDRESS, redirect: "manual", signal: leaving.signal });
        leaving.abort();
      },
    };
  },
  "streams and pages that nobody reads": ({ url, proposal }) => ({
    atOnce: 400,
    async once() {
      const { hostname, port, host } = new URL(url);
      const socket = connect(Number(port), hostname);
      socket.on("error", () => undefined);
      socket.pause();
      const head = `Host: ${host}\r\nX-Forwarded-For: 203.0.113.66\r\n\r\n`;
      socket.write(`GET /live/${proposal} HTTP/1.1\r\n${head}`);
      for (let page = 0; page < 50; page += 1) socket.write(`GET / HTTP/1.1\r\n${head}`);
      await new Promise((wait) => setTimeout(wait, 60_000));
    },
  }),
  "pictures of 49 megapixels": ({ url, citizen, picture }) => ({
    atOnce: 4,
    async once() {
      const form = new FormData();
      const fields = {
        title: "사진",
        body: "본문",
        category: "",
        district: "",
        alt: "사진",
        intent: "upload",
      };
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append("picture", new File([Uint8Array.from(Buffer.from(picture, "base64"))], "a.png"));
      const path = `${url}/proposals/new?draft=${randomUUID()}`;
      await ask(path, { method: "POST", body: form, headers: { Origin: url, Cookie: citizen } });
    },
  }),
  "posters as PDF": ({ url, drive }) => {
    const languages = ["ko", "en", "ja"];
    let next = 0;
    return {
      atOnce: 16,
      once: () => ask(`${url}/drives/${drive}/poster.pdf?lang=${languages[next++ % 3]}&z=${next}`),
    };
  },
  "sheets as PDF, fifty each": ({ url, drive, leader }) => ({
    atOnce: 8,
    once: () => ask(`${url}/drives/${drive}/sheets.pdf?count=50`, { headers: { Cookie: leader } }),
  }),
  "a page with parameters made up": ({ url, proposal }) => ({
    atOnce: 32,
    once: () => ask(`${url}/proposals/${proposal}?z=${randomBytes(6).toString("hex")}`),
  }),
  "pages that were never asked for": ({ url }) => ({
    atOnce: 32,
    once: () => ask(`${url}/proposals?cursor=${randomBytes(6).toString("hex")}`),
  }),
  "searches that were never asked for": ({ url }) => ({
    atOnce: 32,
    once: () => ask(`${url}/search?q=${randomBytes(3).toString("hex")}`),
  }),
  "reads of the API that were never asked for": ({ url }) => ({
    atOnce: 32,
    once: () => ask(`${url}/api/v1/search?q=${randomBytes(3).toString("hex")}`),
  }),
  "a whole IPv6 network": ({ url }) => ({
    atOnce: 32,
    once: () =>
      ask(`${url}/search?q=${randomBytes(3).toString("hex")}`, {
        headers: {
          "X-Forwarded-For": `2001:db8:1:2:${randomBytes(8)
            .toString("hex")
            .replace(/(....)(?!$)/g, "$1:")}`,
        },
      }),
  }),
  [LOCKED]: ({ url, locked, crowd }) => {
    let next = 0;
    return {
      atOnce: crowd.length,
      once: () =>
        ask(`${url}/api/v1/proposals/${locked}/agreement`, {
          method: "PUT",
          headers: { Origin: url, Cookie: crowd[next++ % crowd.length] ?? "" },
        }),
    };
  },
  "an extract of the register, to the drive that is signed": ({ url, drive, clerk }) => {
    const rows = Array.from({ length: REGISTERED }, (_, index) => `등록인${index},1961-02-03`);
    const file = new File([["name,birth_date", ...rows].join("\n")], "register.csv", { type: "text/csv" });
    return {
      atOnce: 2,
      once: () => {
        const form = new FormData();
        form.append("intent", "register");
        form.append("mode", "replace");
        form.append("file", file);
        const headers = { Origin: url, Cookie: clerk };
        return ask(`${url}/clerk/drives/${drive}/paper`, { method: "POST", body: form, headers });
      },
    };
  },
  "a large drive's page and API, read anew each time": ({ url, large, crowd }) => {
    let next = 0;
    return {
      atOnce: 32,
      once: () =>
        ask(`${url}${next % 2 ? "/api/v1" : ""}/drives/${large}`, {
          headers: { Cookie: crowd[next++ % crowd.length] ?? "" },
        }),
    };
  },
  "a drive's page and API, over and over": ({ url, drive }) => ({
    atOnce: 32,
    once: () => ask(`${url}${Math.random() < 0.5 ? "/api/v1" : ""}/drives/${drive}`),
  }),
};

/** As a process of its own: goes on with the attack that it is told of until it is ended. */
async function main(message: unknown): Promise<void> {
  const told = target.parse(message);
  const attack = ATTACKS[told.attack]?.(told);
  if (!attack) throw new Error("There is no such attack.");
  let count = 0;
  process.once("SIGTERM", () => {
    process.stdout.write(String(count));
    process.exit(0);
  });
  process.send?.("ready");
  await once(process, "message"); // who measures begins
  const loop = async () => {
    for (;;) {
      count += 1;
      await attack.once().catch(() => {
        count -= 1; // it was not asked: what fails all the time is no attack that was withstood
        return new Promise((wait) => setTimeout(wait, 50));
      });
    }
  };
  await Promise.all(Array.from({ length: attack.atOnce }, loop));
}

if (process.argv[1] === import.meta.filename) process.once("message", main);
