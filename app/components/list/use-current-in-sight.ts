import { type RefObject, useEffect, useRef } from "react";

/** In a row that scrolls sideways, what one is at may lie outside: the row is moved, and nothing else. */
export function useCurrentInSight<E extends HTMLElement>(current: string | number): RefObject<E> {
  const frame = useRef<E>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is current is what moves the frame.
  useEffect(() => {
    const chosen = frame.current?.querySelector<HTMLElement>("[aria-current]");
    if (!frame.current || !chosen) return;
    const { left, width } = chosen.getBoundingClientRect();
    const room = frame.current.getBoundingClientRect();
    frame.current.scrollLeft += left - room.left - (room.width - width) / 2;
  }, [current]);
  return frame;
}
