import { LRUCache } from "lru-cache";
import { seoulDay } from "#app/domain/calendar/dates.ts";
import type { Database } from "#db/client.ts";
import { type DriveRow, findDrive } from "#db/queries/drives.ts";
import { listPauses } from "#db/queries/statutes.ts";
import type { Pause } from "./calendar.ts";

const BELIEVED_MS = 2_000;

export interface SignableDrive {
  drive: DriveRow;
  /** Those that end on the day they are asked for, or later. */
  pauses: Pause[];
}

/**
 * What signing asks of a drive, remembered for two seconds: while thousands sign, it is one read and not thousands.
 * A signature that it lets through still meets the matter's row in the writer; one that it would refuse is looked at
 * anew.
 */
export class SignableDrives {
  readonly #known = new LRUCache<number, SignableDrive>({ max: 500, ttl: BELIEVED_MS });
  readonly #reading = new Map<number, Promise<SignableDrive | undefined>>();

  constructor(private readonly db: Database) {}

  async of(matterId: number, at: Date): Promise<SignableDrive | undefined> {
    const known = this.#known.get(matterId);
    if (known) return known;
    // One read for all who come while it is under way, or each two seconds would begin with a crowd of them.
    const reading = this.#reading.get(matterId) ?? this.fresh(matterId, at);
    this.#reading.set(matterId, reading);
    return reading.finally(() => this.#reading.delete(matterId));
  }

  async fresh(matterId: number, at: Date): Promise<SignableDrive | undefined> {
    const drive = await findDrive(this.db, matterId);
    if (!drive) return undefined;
    const pauses = drive.definition.pausesForElections
      ? await listPauses(this.db, drive.space_id, seoulDay(at))
      : [];
    this.#known.set(matterId, { drive, pauses });
    return { drive, pauses };
  }
}
