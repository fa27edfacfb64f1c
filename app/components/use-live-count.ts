import { useEffect, useState } from "react";
import { listenTo } from "./live-channel.ts";
import { useMatterHere } from "./matter-here.ts";
import { useSpacePath } from "./space-path.ts";

/** The count of this page's matter as it grows, beginning with what the page was rendered with. */
export function useLiveCount(initial: number): number {
  const address = useSpacePath()(`/live/${useMatterHere()}`);
  const [live, setLive] = useState<number | null>(null);

  // What the page was rendered with anew may be newer than what was heard, or older: a count may have come while it was
  // under way. So the stream is opened anew, which begins with the count as it is: a page has one listener to a matter.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `initial` is why, not what, this runs.
  useEffect(() => {
    setLive(null);
    return listenTo(address, (message) => {
      const count = countOf(message);
      if (count !== null) setLive(count);
    });
  }, [address, initial]);
  return live ?? initial;
}

function countOf(message: unknown): number | null {
  if (typeof message !== "object" || message === null || !("count" in message)) return null;
  return typeof message.count === "number" ? message.count : null;
}
