import { useSyncExternalStore } from "react";

const KEY = "gonggam-neighbourhood";

const listeners = new Set<() => void>();

/** What this browser was told is its reader's district, by the space's address; null: nothing, or it keeps nothing. */
function read(space: string): string | null {
  try {
    return localStorage.getItem(`${KEY}:${space}`);
  } catch {
    return null;
  }
}

/** @param code null: none any more */
export function chooseNeighbourhood(space: string, code: string | null): void {
  try {
    if (code === null) localStorage.removeItem(`${KEY}:${space}`);
    else localStorage.setItem(`${KEY}:${space}`, code);
  } catch {
    // Where nothing can be kept, the list of districts is what there is.
  }
  for (const listener of listeners) listener();
}

/**
 * The district that somebody chose in this browser, and nobody else knows: the pages are everybody's, and kept as such.
 * Undefined until the page's script runs.
 */
export function useNeighbourhood(space: string): string | null | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => read(space),
    () => undefined,
  );
}
