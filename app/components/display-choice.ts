import { useSyncExternalStore } from "react";
import type { Display } from "#app/platform/display.ts";
import { useRootData } from "./root-data.ts";

/** What was chosen since this document was loaded, in the browser alone: the cookie goes to the server beside it. */
let chosen: Display | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How this page looks: as was just chosen, else as the server was told. */
export function useDisplay(): Display {
  const { display } = useRootData();
  return (
    useSyncExternalStore(
      subscribe,
      () => chosen,
      () => undefined,
    ) ?? display
  );
}

export function chooseDisplay(display: Display): void {
  chosen = display;
  for (const listener of listeners) listener();
}
