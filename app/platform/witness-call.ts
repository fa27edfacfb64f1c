import { open } from "node:fs/promises";
import { readSignatures } from "./note.ts";
import type { Witness } from "./witness-address.ts";

const TIMEOUT_MS = 10_000;
/** Some hundred cosignatures; a witness that says more is not listened to. */
const LARGEST_ANSWER = 64 * 1024;
const SIZE_TYPE = "text/x.tlog.size";

/** A signed head on its way to a witness. */
export interface Submission {
  /** Text, empty line, our signature. */
  note: string;
  text: string;
  size: number;
  /** How many lines the witness is believed to know of. */
  known: number;
  /**
   * That this head goes on from one of `size` lines, as RFC 6962 proves it; undefined: we signed none of that size.
   */
  proofFrom(size: number): Promise<Buffer[] | undefined>;
  now: Date;
}

/** What came of it; a `cosignature` where the witness gave one. */
export type WitnessAnswer =
  | { outcome: "taken"; cosignature?: { line: string; at: Date } }
  /** It has a later one of ours already, from another process. */
  | { outcome: "overtaken" }
  | { outcome: "unreachable" | "refused" | "conflict" | "bad-signature" };

type Cosigner = Extract<Witness, { kind: "cosigner" }>;

/**
 * Asks a witness for its cosignature (C2SP tlog-witness, add-checkpoint). Which head it had before we remember, and it
 * says when that is another: then it is proved from there.
 */
export async function askCosigner(witness: Cosigner, submission: Submission): Promise<WitnessAnswer> {
  let { known } = submission;
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const proof = await submission.proofFrom(known);
    if (proof === undefined) return { outcome: "conflict" };
    if (known > submission.size) return { outcome: "overtaken" };
    const lines = [`old ${known}`, ...proof.map((hash) => hash.toString("base64")), "", submission.note];
    const answer = await post(
      new URL(`${witness.address.href.replace(/\/$/, "")}/add-checkpoint`),
      lines.join("\n"),
    );
    if (answer === undefined) return { outcome: "unreachable" };
    if (answer.ok) {
      const signatures = readSignatures(answer.text) ?? [];
      const cosignature = witness.key.find(submission.text, signatures, submission.now);
      return cosignature ? { outcome: "taken", cosignature } : { outcome: "bad-signature" };
    }
    if (answer.status === 422) return { outcome: "conflict" };
    if (answer.status !== 409) return { outcome: "refused" };
    const size = answer.type === SIZE_TYPE && /^\d{1,15}\n?$/.test(answer.text) ? Number(answer.text) : known;
    if (size === known) return { outcome: "conflict" }; // the same number of lines, and another root
    known = size;
  }
  return { outcome: "refused" };
}

/** Hands a head to somebody who keeps it: any 2xx says that they do. */
export async function askStore(address: URL, { note }: Pick<Submission, "note">): Promise<WitnessAnswer> {
  const answer = await post(address, note);
  if (answer === undefined) return { outcome: "unreachable" };
  if (answer.ok) return { outcome: "taken" };
  return { outcome: answer.status === 409 || answer.status === 422 ? "conflict" : "refused" };
}

/** Adds a head to a file. Killed between that and our remembering it, it stands there twice, which does no harm. */
export async function addToFile(path: string, { note }: Pick<Submission, "note">): Promise<WitnessAnswer> {
  try {
    const file = await open(path, "a", 0o644);
    try {
      await file.writeFile(`${note}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    return { outcome: "taken" };
  } catch {
    return { outcome: "unreachable" };
  }
}

/**
 * The address is the settings' own, and only it: a redirect is a refusal. Undefined: no answer that can be read within
 * the time.
 */
async function post(address: URL, body: string) {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "text/plain; charset=utf-8" },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { status, ok, headers } = response;
    return { status, ok, type: headers.get("Content-Type"), text: await readText(response) };
  } catch {
    return undefined;
  }
}

async function readText({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    length += part.value.length;
    if (length > LARGEST_ANSWER) {
      await reader?.cancel();
      throw new RangeError("The answer is too long.");
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}
