import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { listenTo } from "#app/components/live-channel.ts";
import { useMatterHere } from "#app/components/matter-here.ts";
import { useSpacePath } from "#app/components/space-path.ts";

/** However often ballots are counted, the bars are asked for anew once in this time, in milliseconds. */
const PACE_MS = 1_000;
/** The first time at once, but not all who look in the same moment. */
const SPREAD_MS = 250;

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
    let asked = Number.NEGATIVE_INFINITY;
    const stop = listenTo(address, (message) => {
      if (!isNews(message, now.current.tookPart) || timer !== undefined) return;
      const pause = Math.max(Math.random() * SPREAD_MS, asked + PACE_MS - performance.now());
      timer = setTimeout(() => {
        timer = undefined;
        asked = performance.now();
        now.current.revalidate();
      }, pause);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [address, open]);
}

/** `counted` is when ballots were counted last: said after each counting, also of one that moved no number of people. */
function isNews(message: unknown, tookPart: number): boolean {
  if (typeof message !== "object" || message === null) return false;
  return "counted" in message || ("count" in message && message.count !== tookPart);
}
