import { randomUUID } from "node:crypto";
import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import type { Seal } from "#app/platform/seal.ts";
import type { Database } from "#db/client.ts";
import { findKeptForm, insertKeptForm } from "#db/queries/kept-forms.ts";

/** Time enough to sign in again, on a phone and with a certificate that has to be looked for. */
const KEPT_MS = 30 * 60 * 1000;

const keptFormSchema = z.object({ path: z.string(), fields: z.array(z.tuple([z.string(), z.string()])) });

/** A form as it was sent in: where to, and its fields in their order. */
type KeptForm = z.output<typeof keptFormSchema>;

const aboutKept = (id: string) => `kept_form.sealed ${id}`;

/** Keeps what somebody sent in after their session had ended, sealed. Returns the address's random part. */
export async function keepForm(
  db: Database,
  seal: Pick<Seal, "close">,
  { spaceId, personId }: { spaceId: number; personId: number },
  form: KeptForm,
  now: Date,
): Promise<string> {
  const id = randomUUID();
  const until = new Date(now.getTime() + KEPT_MS);
  const sealed = seal.close(JSON.stringify(form), aboutKept(id));
  await insertKeptForm(db, { id, space_id: spaceId, person_id: personId, sealed, until });
  return id;
}

/** @throws PortalError "not-found" for one that is over, somebody else's, or of another space */
export async function readKeptForm(
  db: Database,
  seal: Pick<Seal, "open">,
  spaceId: number,
  id: string,
  personId: number,
  now: Date,
): Promise<KeptForm> {
  const found = await findKeptForm(db, spaceId, id, personId, now);
  if (!found) throw new PortalError("not-found");
  return keptFormSchema.parse(JSON.parse(seal.open(found.sealed, aboutKept(id))));
}
