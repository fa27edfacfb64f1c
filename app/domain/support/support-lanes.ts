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
  /** Its row was locked when it was in a group with others: the next is its own, and may wait. */
  alone: boolean;
  /** Its lock was not had within the bound: until then it is tried and not waited for. */
  stuckUntil: number;
}

/** What goes into one transaction. */
export interface Group {
  waiting: Waiting[];
  /** Whether it waits for a lock that somebody else holds: only a matter that is alone in its group may. */
  waits: boolean;
  lanes: readonly Lane[];
}

const LARGEST_GROUP = 1_000;

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
      alone: false,
      stuckUntil: 0,
    };
    this.#lanes.set(matterId, lane);
    lane.queue.push(waiting);
    this.#waiting += 1;
  }

  /**
   * The next group; undefined when nothing can go now. With as many places as matters each has its own; with fewer they
   * share, because a transaction each would cost the many what a lane saves the one.
   *
   * @param places how many groups may begin now, this one among them
   * @param now milliseconds
   */
  take(places: number, now: number): Group | undefined {
    const ready = [...this.#lanes.values()].filter(({ busy, queue }) => !busy && queue.length > 0);
    const first = ready.find(({ alone }) => alone);
    const lanes = first ? [first] : ready.slice(0, Math.ceil(ready.length / places));
    const [one, ...others] = lanes;
    if (!one) return undefined;
    const waiting: Waiting[] = [];
    const taken = lanes.filter((lane) => takeFrom(lane, waiting));
    this.#waiting -= waiting.length;
    return { waiting, lanes: taken, waits: others.length === 0 && one.stuckUntil <= now };
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

  /** Takes back, before what came later, what could not go with others: its matter's next group is its own. */
  takeBack(waiting: readonly Waiting[]): void {
    for (const one of waiting.toReversed()) {
      const lane = this.#lanes.get(one.command.matterId);
      if (!lane) throw new Error("What a group took has a lane.");
      lane.queue.unshift(one);
      lane.alone = true;
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
  lane.alone = false;
  return true;
}
