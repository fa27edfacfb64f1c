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

/** By the space it is asked for in: what another space's address found is nothing here. */
const keyOf = (spaceId: number, matterId: number) => `${spaceId}/${matterId}`;

/**
 * What signing asks of a drive, remembered for two seconds: while thousands sign, it is one read and not thousands.
 * A signature that it lets through still meets the matter's row in the writer; one that it would refuse is looked at
 * anew.
 */
export class SignableDrives {
  readonly #known = new LRUCache<string, SignableDrive>({ max: 500, ttl: BELIEVED_MS });
  readonly #reading = new Map<string, Promise<SignableDrive | undefined>>();

  constructor(private readonly db: Database) {}

  async of(spaceId: number, matterId: number, at: Date): Promise<SignableDrive | undefined> {
    const key = keyOf(spaceId, matterId);
    const known = this.#known.get(key);
    if (known) return known;
    // One read for all who come while it is under way, or each two seconds would begin with a crowd of them.
    const reading = this.#reading.get(key) ?? this.fresh(spaceId, matterId, at);
    this.#reading.set(key, reading);
    return reading.finally(() => this.#reading.delete(key));
  }

  async fresh(spaceId: number, matterId: number, at: Date): Promise<SignableDrive | undefined> {
    const drive = await findDrive(this.db, spaceId, matterId);
    if (!drive) return undefined;
    const pauses = drive.definition.pausesForElections
      ? await listPauses(this.db, spaceId, seoulDay(at))
      : [];
    this.#known.set(keyOf(spaceId, matterId), { drive, pauses });
    return { drive, pauses };
  }
}
