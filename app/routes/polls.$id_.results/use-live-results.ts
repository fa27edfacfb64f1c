import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useLiveCount } from "#app/components/use-live-count.ts";

/** Ballots are counted half a second after the first of them; then the bars are asked for anew. */
const COUNTED_AFTER_MS = 700;

/** Draws the results anew as people take part; at most once in that time, however many come. */
export function useLiveResults(tookPart: number, open: boolean): void {
  const count = useLiveCount(tookPart);
  const { revalidate } = useRevalidator();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => {
    if (!open || count === tookPart || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      revalidate();
    }, COUNTED_AFTER_MS);
  }, [count, tookPart, open, revalidate]);
  useEffect(() => () => clearTimeout(timer.current), []);
}
