import { useEffect, useState } from "react";

/** Since when something is new to who reads here, and how many opinions are; null: nothing is marked. */
export interface LastVisit {
  since: string | null;
  opinions: number;
}

interface Seen {
  at: string;
  opinions: number;
}

const KEY = "forum-visits";
/** Of the forums that were read last on this device; a line each. */
const MOST_FORUMS = 50;
const NOTHING_NEW: LastVisit = { since: null, opinions: 0 };

/**
 * What is new in a forum since it was read last on this device. It stands in this browser alone: who read what when is
 * nothing that the portal should know. What was new stays so for as long as the tab is open.
 *
 * @param opinions how many there are by now: none ever goes
 * @param own when the reader gave theirs, which is not news to them
 */
export function useLastVisit(forumId: number, opinions: number, own: string | null): LastVisit {
  const [visit, setVisit] = useState(NOTHING_NEW);
  useEffect(() => {
    const before = readSeen(sessionStorage)[forumId] ?? readSeen(localStorage)[forumId];
    const now = { at: new Date().toISOString(), opinions };
    keepSeen(sessionStorage, forumId, before ?? now);
    keepSeen(localStorage, forumId, now);
    if (!before) return;
    const mine = own !== null && own > before.at ? 1 : 0;
    setVisit({ since: before.at, opinions: Math.max(0, opinions - before.opinions - mine) });
  }, [forumId, opinions, own]);
  return visit;
}

/** Whether it was written since the last visit. */
export const isNewSince = (since: string | null, createdAt: string) => since !== null && createdAt > since;

function readSeen(storage: Storage): Record<string, Seen> {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? "{}");
    if (typeof kept !== "object" || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter((entry): entry is [string, Seen] => isSeen(entry[1])),
    );
  } catch {
    // No storage, or what is no text of ours: then nothing is new.
    return {};
  }
}

function isSeen(value: unknown): value is Seen {
  if (typeof value !== "object" || value === null || !("at" in value) || !("opinions" in value)) return false;
  return typeof value.at === "string" && typeof value.opinions === "number";
}

function keepSeen(storage: Storage, forumId: number, seen: Seen): void {
  const all: Record<string, Seen> = { ...readSeen(storage), [forumId]: seen };
  const latest = Object.entries(all)
    .toSorted(([, one], [, other]) => (one.at < other.at ? 1 : -1))
    .slice(0, MOST_FORUMS);
  try {
    storage.setItem(KEY, JSON.stringify(Object.fromEntries(latest)));
  } catch {
    // Full, or refused: the next visit marks nothing.
  }
}
