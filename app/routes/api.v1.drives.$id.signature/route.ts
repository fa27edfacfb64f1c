import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { getDrive } from "#app/domain/kinds/drive/get-drive.ts";
import { signDrive, withdrawSignature } from "#app/domain/kinds/drive/sign.ts";
import { apiRoute, idOf, json, readJson } from "#app/doors/api/api-route.ts";

const signature = z.object({
  consent: z.boolean({ error: (issue) => (issue.input === undefined ? "required" : "unknown-choice") }),
  /** Of the text that the signer saw: `textHash` of the drive. */
  textHash: z
    .string({ error: (issue) => (issue.input === undefined ? "required" : "not-text") })
    .regex(/^[0-9a-f]{64}$/, { error: "unknown-choice" }),
});

/** PUT: signs (201; 200 for who has signed already). DELETE: takes it back, until the list is handed in. */
const route = apiRoute({
  PUT: {
    permission: "drive.sign",
    limit: "touch",
    async handle({ request, params, context, viewer, now }) {
      const matterId = idOf(params);
      const { consent, textHash } = parseInput(signature, await readJson(request));
      const { portal, directory, address } = context;
      const { personId } = viewer;
      const place = { spaceId: directory.space.id, matterId };
      const asked = { ...place, personId, consent, draftHash: textHash, address, at: now };
      const outcome = await signDrive(portal.signing, asked);
      if (outcome.result === "signed")
        return json({ count: outcome.count, signed: true, receipt: await outcome.receipt() }, 201);
      if (!outcome.reasons.some(({ code }) => code === "already-signed"))
        throw new PortalError("not-eligible", { reasons: outcome.reasons.map(({ code }) => code) });
      const drive = await getDrive(portal.db, place.spaceId, matterId);
      return json({ count: drive.support_count, signed: true, receipt: null });
    },
  },
  DELETE: {
    permission: "drive.sign",
    limit: "touch",
    async handle({ params, context, viewer, now }) {
      const { portal, directory } = context;
      const count = await withdrawSignature(
        portal.signing,
        directory.space.id,
        idOf(params),
        viewer.personId,
        now,
      );
      return json({ count, signed: false, receipt: null });
    },
  },
});
export const loader = route.loader;
export const action = route.action;
