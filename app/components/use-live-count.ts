import { useEffect, useState } from "react";
import { listenTo } from "./live-channel.ts";
import { useMatterHere } from "./matter-here.ts";
import { useSpacePath } from "./space-path.ts";

/** The count of this page's matter as it grows, beginning with what the page was rendered with. */
export function useLiveCount(initial: number): number {
  const address = useSpacePath()(`/live/${useMatterHere()}`);
  const [live, setLive] = useState<number | null>(null);

  // A new loader result is newer than what was heard before it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `initial` is why, not what, this runs.
  useEffect(() => setLive(null), [initial]);
  useEffect(
    () =>
      listenTo(address, (message) => {
        const count = countOf(message);
        if (count !== null) setLive(count);
      }),
    [address],
  );
  return live ?? initial;
}

function countOf(message: unknown): number | null {
  if (typeof message !== "object" || message === null || !("count" in message)) return null;
  return typeof message.count === "number" ? message.count : null;
}
