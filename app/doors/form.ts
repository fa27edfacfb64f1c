import { Busboy } from "@fastify/busboy";
import { PortalError } from "#app/domain/errors.ts";
import { LARGEST_UPLOAD_BYTES } from "#app/platform/picture.ts";
import { LARGEST_TEXT_BYTES } from "#app/web/body-limits.ts";

/** More than any form of ours has: what was typed is given back with a refusal, so that must have an end. */
const MOST_FIELDS = 50;
/** Ten megabytes over a slow line; whoever takes longer keeps a place from others. */
const READ_WITHIN_MS = 120_000;
/** In bytes: longer than any name of a field, and than the two header lines that a browser writes for a part. */
const LONGEST_NAME = 100;
const LONGEST_PART_HEAD = 4 * 1024;
/** A form without fields is its last boundary, of 70 characters at most (RFC 2046, 5.1.1). */
const LONGEST_EMPTY = 80;

/**
 * The form in a request's body, with one file at most.
 *
 * Read part by part, and no further than what is allowed: the Fetch standard's `formData()` takes any number of parts
 * and needs seconds for a hundred thousand empty ones. A form of fields is counted before it is taken apart. How many
 * bytes may come at all is the web floor's to say (web/body-limits.ts).
 *
 * @param most fields; for the few forms that repeat theirs
 * @throws PortalError "unsupported-type" for what is no form, "bad-request" for a broken one or one with too many
 *   parts, "too-large" for a larger file
 */
export async function readForm(request: Request, most = MOST_FIELDS): Promise<FormData> {
  const type = request.headers.get("Content-Type") ?? "";
  if (/^multipart\/form-data\s*;/i.test(type)) return readParts(request, type, most);
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return readFields(request, most);
  throw new PortalError("unsupported-type");
}

async function readFields(request: Request, most: number): Promise<FormData> {
  const text = await request.text().catch(() => {
    throw new PortalError("bad-request"); // its writer left
  });
  let fields = 1;
  for (let at = text.indexOf("&"); at !== -1 && fields <= most; at = text.indexOf("&", at + 1)) fields += 1;
  if (fields > most) throw new PortalError("bad-request");
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(text)) form.append(name, value);
  return form;
}

async function readParts({ body }: Request, type: string, most: number): Promise<FormData> {
  const form = new FormData();
  const parser = parserOf(type, most);
  let refuse = (_why: PortalError) => {};
  const refused = new Promise<never>((_, reject) => {
    refuse = reject;
  });
  refused.catch(() => undefined); // heard below, as long as there is something to wait for
  const broken = () => refuse(new PortalError("bad-request"));
  const finished = new Promise<void>((done) => parser.once("finish", done));
  parser.on("error", broken).on("partsLimit", broken).on("fieldsLimit", broken).on("filesLimit", broken);
  parser.on("field", (name: string | undefined, value, _longName, cut) => {
    if (name === undefined || cut) broken();
    else form.append(name, value);
  });
  parser.on("file", (name: string | undefined, file, filename, _encoding, mediaType) => {
    if (name === undefined) broken();
    const chunks: Buffer[] = [];
    file.on("data", (chunk: Buffer) => chunks.push(chunk));
    file.on("limit", () => refuse(new PortalError("too-large")));
    file.on("end", () =>
      form.append(name ?? "", new File([Buffer.concat(chunks)], filename, { type: mediaType })),
    );
  });

  const reader = body?.getReader();
  if (!reader) throw new PortalError("bad-request");
  const late = setTimeout(broken, READ_WITHIN_MS);
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([refused, reader.read()]);
      if (done) break;
      bytes += value.length;
      await Promise.race([refused, new Promise<unknown>((taken) => parser.write(value, taken))]);
    }
    parser.end();
    await Promise.race([refused, finished]);
    // Parts that are no fields are passed over; a body of nothing else is no form.
    if (form.keys().next().done && bytes > LONGEST_EMPTY) throw new PortalError("bad-request");
    return form;
  } catch (error) {
    throw error instanceof PortalError ? error : new PortalError("bad-request"); // its writer left
  } finally {
    clearTimeout(late);
    // Not cancelled: that would end the connection before the refusal is on its way (web-streams.ts, discardRest).
    reader.releaseLock();
  }
}

function parserOf(type: string, most: number) {
  try {
    return new Busboy({
      headers: { "content-type": type },
      isPartAFile: (_name, _type, filename) => filename !== undefined,
      limits: {
        parts: most + 1,
        fields: most,
        files: 1,
        fieldNameSize: LONGEST_NAME,
        fieldSize: LARGEST_TEXT_BYTES,
        fileSize: LARGEST_UPLOAD_BYTES,
        headerPairs: 20,
        headerSize: LONGEST_PART_HEAD,
      },
    });
  } catch {
    throw new PortalError("bad-request"); // no boundary
  }
}
