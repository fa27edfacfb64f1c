import { MOST_DRAFTS } from "#app/domain/kinds/proposal/schema.ts";
import { KINDS, type PartOf } from "#app/domain/kinds.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { openPersonalData, type SealedPerson } from "#app/domain/person/personal-data.ts";
import type { Seal } from "#app/platform/seal.ts";
import type { Queryable } from "#db/client.ts";
import { listDrafts } from "#db/queries/drafts.ts";
import { findPerson } from "#db/queries/persons.ts";
import type { Language } from "#db/tables/language.ts";

const SHOWN = 100;

/** Everything of a person's own in a space that the portal shows to them, and to nobody else. */
export async function readOwnPage(
  db: Queryable,
  seal: Seal,
  spaceId: number,
  viewer: Viewer,
  language: Language,
  now: Date,
) {
  const { personId } = viewer;
  const reading = { spaceId, language, now };
  const [proposal, forum, drive, poll, vote, drafts, person] = await Promise.all([
    KINDS.proposal.readOwn(db, personId, reading, SHOWN),
    KINDS.forum.readOwn(db, personId, reading, SHOWN),
    KINDS.drive.readOwn(db, personId, reading, SHOWN),
    KINDS.poll.readOwn(db, personId, reading, SHOWN),
    KINDS.vote.readOwn(),
    readUnfinished(db, spaceId, personId),
    findPerson(db, personId),
  ]);
  const email = person && emailOf(seal, person);
  return {
    ...({ proposal, forum, drive, poll, vote } satisfies PartOf<"readOwn">),
    drafts,
    preferences: {
      mailWanted: person?.mail_wanted ?? false,
      language: person?.language ?? viewer.language,
    },
    /** Enough to recognise one's own address by, and no more: the page may be seen by others. */
    maskedEmail: email ? maskEmail(email) : null,
  };
}

/** A person's drafts in a space, latest first. */
export async function readUnfinished(db: Queryable, spaceId: number, personId: number) {
  const drafts = await listDrafts(db, spaceId, personId, MOST_DRAFTS);
  return drafts.map(({ id, title, updated_at }) => ({ id, title, updatedAt: updated_at.toISOString() }));
}

function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return at < 1 ? "***" : `${email.slice(0, Math.min(2, at - 1))}***${email.slice(at)}`;
}

/** Undefined also for what was sealed under a key that this portal no longer has. */
function emailOf(seal: Seal, person: SealedPerson): string | undefined {
  try {
    return openPersonalData(seal, person).email ?? undefined;
  } catch {
    return undefined;
  }
}
