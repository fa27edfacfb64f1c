import type { Reader } from "#app/domain/space/labels.ts";
import { abuseSignOf } from "./abuse-signs.ts";
import type { ClerkDrive } from "./read-clerk-drive.ts";

/** One drive on the desk, in the reader's language. */
export function clerkDriveOf(found: ClerkDrive, viewerId: number, { language }: Pick<Reader, "language">) {
  const { drive, readiness, signed, paper, register, frozen, objections, signs, acts, next } = found;
  return {
    id: drive.matter_id,
    title: drive.title,
    kind: drive.definition.name[language],
    state: drive.state,
    certificate: drive.certificate,
    required: drive.required,
    supportCount: drive.support_count,
    valid: readiness.valid,
    online: signed.online,
    paper,
    register,
    isOwn: drive.representative_id === viewerId,
    next: next && { step: next.step, dueAt: next.dueAt.toISOString(), article: next.article },
    inspectUntil: drive.inspect_until?.toISOString() ?? null,
    acts,
    note: drive.clerk_note,
    frozen: frozen.map((list) => ({
      round: list.round,
      online: list.online,
      paper: list.paper,
      hash: list.hash.toString("hex"),
      seq: list.event_seq,
      at: list.frozen_at.toISOString(),
    })),
    objections: objections.map((objection) => ({
      id: objection.id,
      by: objection.public_name,
      madeAt: objection.made_at.toISOString(),
      upheld: objection.upheld,
      struck: objection.struck,
    })),
    signs: signs.map((sign) => abuseSignOf({ ...sign, title: drive.title })),
  };
}
export type ClerkDriveView = ReturnType<typeof clerkDriveOf>;
