import { PortalError } from "#app/domain/errors.ts";
import type { Progress, Reading } from "#app/domain/kinds/kind.ts";
import { kindOf } from "#app/domain/kinds.ts";
import type { Queryable } from "#db/client.ts";
import { findPublished } from "#db/queries/open-data.ts";
import type { MatterKind } from "#db/tables/matter.ts";

/** What a part of somebody else's page shows of a matter. */
export interface Widget extends Progress {
  id: number;
  kind: MatterKind;
  /** Null: it ended before its day. */
  closesAt: string | null;
}

/**
 * A matter that everybody may find by its number.
 *
 * @throws PortalError "not-found" also for what is not listed, and for what was taken back
 */
export async function readWidget(db: Queryable, id: number, reading: Reading): Promise<Widget> {
  const matter = await findPublished(db, reading.spaceId, id);
  const progress = matter && (await kindOf(matter.kind).readProgress(db, id, reading));
  if (!progress) throw new PortalError("not-found");
  const endedBefore = !progress.open && matter.closes_at > reading.now;
  return {
    ...progress,
    id,
    kind: matter.kind,
    closesAt: endedBefore ? null : matter.closes_at.toISOString(),
  };
}
