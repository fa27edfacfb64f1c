import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { listenToMatter } from "#app/components/live-counts.ts";
import { useMatterHere } from "#app/components/matter-here.ts";
import { useSpacePath } from "#app/components/space-path.ts";

/** However often ballots are counted, the bars are asked for anew once in this time, in milliseconds. */
const PACE_MS = 1_000;

/** Draws the results anew when ballots were counted: new ones, and changed ones, which leave the number of people as it is. */
export function useLiveResults(open: boolean): void {
  const address = useSpacePath()(`/live/${useMatterHere()}`);
  const { revalidate } = useRevalidator();
  const again = useRef(revalidate);
  useEffect(() => {
    again.current = revalidate;
  }, [revalidate]);
  useEffect(() => {
    if (!open) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listenToMatter(address, ({ counted }) => {
      if (counted === undefined || timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        again.current();
      }, PACE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [address, open]);
}
