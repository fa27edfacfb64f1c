import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { listenToMatter } from "#app/components/live-counts.ts";
import { useMatterHere } from "#app/components/matter-here.ts";
import { useSpacePath } from "#app/components/space-path.ts";

/** However often ballots are counted, the bars are asked for anew once in this time, in milliseconds. */
const PACE_MS = 1_000;

/**
 * Draws the results anew when somebody took part, and when ballots were counted: also changed ones, which leave the
 * number of people as it is.
 */
export function useLiveResults(tookPart: number, open: boolean): void {
  const address = useSpacePath()(`/live/${useMatterHere()}`);
  const { revalidate } = useRevalidator();
  const now = useRef({ revalidate, tookPart });
  useEffect(() => {
    now.current = { revalidate, tookPart };
  }, [revalidate, tookPart]);
  useEffect(() => {
    if (!open) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listenToMatter(address, ({ count = now.current.tookPart, counted }) => {
      const isSame = counted === undefined && count === now.current.tookPart;
      if (isSame || timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        now.current.revalidate();
      }, PACE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [address, open]);
}
