import type { SupportCommand, SupportOutcome } from "./support-command.ts";

/** A command that waits for its group. */
export interface Waiting {
  command: SupportCommand;
  resolve: (outcome: SupportOutcome) => void;
  reject: (reason: unknown) => void;
}

/** What waits for one matter, in the order of arrival. */
interface Lane {
  matterId: number;
  queue: Waiting[];
  /** Its last group is under way. */
  busy: boolean;
  /** Since when its row is known to be locked (ms): its next group is its own, and waits. Null: it is not known to be. */
  lockedSince: number | null;
  /** Its lock was not had within the bound: until then it is tried and not waited for. */
  stuckUntil: number;
}

/** What goes into one transaction. */
export interface Group {
  waiting: Waiting[];
  /** Whether it waits for a lock that somebody else holds. */
  waits: boolean;
  lanes: readonly Lane[];
}

const LARGEST_GROUP = 1_000;

/** How many groups may begin now; of those, how many may wait for a lock. */
export interface Places {
  free: number;
  waiting: number;
}

/**
 * The lanes in which commands wait, one a matter: what follows the first group of a matter waits for that group, and
 * for nothing else. Who takes groups out says how many there may be at once; no timers, no database.
 */
export class SupportLanes {
  readonly #lanes = new Map<number, Lane>();
  #waiting = 0;

  /** How many commands wait, of all matters. */
  get waiting(): number {
    return this.#waiting;
  }

  waitingFor(matterId: number): number {
    return this.#lanes.get(matterId)?.queue.length ?? 0;
  }

  add(waiting: Waiting): void {
    const { matterId } = waiting.command;
    const lane = this.#lanes.get(matterId) ?? {
      matterId,
      queue: [],
      busy: false,
      lockedSince: null,
      stuckUntil: 0,
    };
    this.#lanes.set(matterId, lane);
    lane.queue.push(waiting);
    this.#waiting += 1;
  }

  /**
   * The next group; undefined when nothing can go now. With as many places as matters each has its own; with fewer they
   * share, because a transaction each would cost the many what a lane saves the one. Only a matter by itself waits for
   * its lock, and only in a place for waiting: so there is always one that no lock can hold up.
   *
   * @param now milliseconds
   */
  take(places: Places, now: number): Group | undefined {
    const ready = [...this.#lanes.values()].filter(({ busy, queue }) => !busy && queue.length > 0);
    const locked = places.waiting > 0 && ready.find(({ lockedSince }) => lockedSince !== null);
    if (locked) return this.#group([locked], true);
    const free = ready.filter(({ lockedSince }) => lockedSince === null);
    const lanes = free.slice(0, Math.ceil(free.length / places.free));
    const [one] = lanes;
    if (!one) return undefined;
    return this.#group(lanes, lanes.length === 1 && places.waiting > 0 && one.stuckUntil <= now);
  }

  #group(lanes: readonly Lane[], waits: boolean): Group {
    const waiting: Waiting[] = [];
    const taken = lanes.filter((lane) => takeFrom(lane, waiting));
    this.#waiting -= waiting.length;
    return { waiting, lanes: taken, waits };
  }

  /** What waits for matters that are locked since `since` or longer, and found no place to wait for the lock in. */
  takeLate(since: number): Waiting[] {
    const late = [...this.#lanes.values()].filter(
      ({ busy, lockedSince }) => !busy && lockedSince !== null && lockedSince <= since,
    );
    const waiting = late.flatMap((lane) => lane.queue.splice(0));
    for (const lane of late) lane.lockedSince = null;
    this.#waiting -= waiting.length;
    return waiting;
  }

  /** A matter's lock was had, or was not: until when it is only tried. */
  mark(matterId: number, stuckUntil: number): void {
    const lane = this.#lanes.get(matterId);
    if (lane) lane.stuckUntil = stuckUntil;
  }

  /** Whether a matter's lock is tried and not waited for. */
  isStuck(matterId: number, now: number): boolean {
    return (this.#lanes.get(matterId)?.stuckUntil ?? 0) > now;
  }

  /** Takes back, before what came later, what could not go because its matter is locked. */
  takeBack(waiting: readonly Waiting[], now: number): void {
    for (const one of waiting.toReversed()) {
      const lane = this.#lanes.get(one.command.matterId);
      if (!lane) throw new Error("What a group took has a lane.");
      lane.queue.unshift(one);
      lane.lockedSince ??= now;
      this.#waiting += 1;
    }
  }

  /** The group is done: what came for its matters meanwhile may go. */
  release({ lanes }: Group): void {
    for (const lane of lanes) {
      lane.busy = false;
      // At the end of the line, so that no matter of many waits longer than the others.
      this.#lanes.delete(lane.matterId);
      if (lane.queue.length > 0 || lane.stuckUntil > 0) this.#lanes.set(lane.matterId, lane);
    }
  }
}

/** Moves what may go together into a group: one command of a person at most, so that none argues with itself. */
function takeFrom(lane: Lane, group: Waiting[]): boolean {
  if (group.length >= LARGEST_GROUP) return false;
  const persons = new Set<number>();
  const later: Waiting[] = [];
  for (const waiting of lane.queue) {
    const { personId } = waiting.command;
    if (group.length < LARGEST_GROUP && !persons.has(personId)) group.push(waiting);
    else later.push(waiting);
    persons.add(personId);
  }
  lane.queue = later;
  lane.busy = true;
  lane.lockedSince = null;
  return true;
}
