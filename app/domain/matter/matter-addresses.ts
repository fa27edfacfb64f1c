import { LRUCache } from "lru-cache";
import { isUuid, parseId } from "#app/domain/input.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import type { Database } from "#db/client.ts";
import {
  type AddressRow,
  findAddressById,
  findAddressByToken,
  isInvolved,
} from "#db/queries/matter-addresses.ts";

/** A matter that an address leads to. */
export interface AddressedMatter {
  id: number;
  /** What should stand in the address: the number of what is public, the token of what is not. */
  address: string;
}

const PUBLIC_FOR_MS = 10_000;
const MOST_REMEMBERED = 20_000;

/**
 * What an address says of a matter, and whether whoever asks may find it. Numbers are counted through by anybody, so a
 * number leads to what is public; to what is not only for who has a part in it. Everybody else needs the token, which
 * nobody guesses (122 random bits). What is for members alone is found by neither.
 *
 * That a number is public is remembered for some seconds: this is asked before each agreement, and nothing that was
 * listed is unlisted again.
 */
export class MatterAddresses {
  readonly #public = new LRUCache<string, true>({ max: MOST_REMEMBERED, ttl: PUBLIC_FOR_MS });

  constructor(private readonly db: Database) {}

  /**
   * @param asked what stands in the address
   * @returns undefined also for who may not find it: that there is one is nobody's business
   */
  async find(
    spaceId: number,
    asked: string | undefined,
    viewer: Viewer | null,
  ): Promise<AddressedMatter | undefined> {
    const id = parseId(asked);
    if (id === undefined) return isUuid(asked) ? this.#byToken(spaceId, asked, viewer) : undefined;
    const key = `${spaceId}/${id}`;
    if (this.#public.has(key)) return { id, address: String(id) };
    const row = await findAddressById(this.db, spaceId, id);
    if (!row) return undefined;
    if (row.visibility === "public") this.#public.set(key, true);
    else if (!(await this.#mayFind(spaceId, row, viewer))) return undefined;
    return addressed(row);
  }

  async #byToken(
    spaceId: number,
    token: string,
    viewer: Viewer | null,
  ): Promise<AddressedMatter | undefined> {
    const row = await findAddressByToken(this.db, spaceId, token);
    const found = row?.visibility !== "members" || (await this.#mayFind(spaceId, row, viewer));
    return row && found ? addressed(row) : undefined;
  }

  async #mayFind(spaceId: number, { id, author_id }: AddressRow, viewer: Viewer | null): Promise<boolean> {
    if (!viewer) return false;
    if (author_id === viewer.personId || may(viewer, "matter.find-unlisted", { space: spaceId })) return true;
    return isInvolved(this.db, id, viewer.personId);
  }
}

const addressed = ({ id, visibility, address_token }: AddressRow): AddressedMatter => ({
  id,
  address: visibility === "public" || address_token === null ? String(id) : address_token,
});
