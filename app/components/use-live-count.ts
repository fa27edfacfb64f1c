import { useEffect, useState } from "react";
import { listenToCount } from "./live-counts.ts";
import { useMatterHere } from "./matter-here.ts";
import { useSpacePath } from "./space-path.ts";

/** The count of this page's matter as it grows, beginning with what the page was rendered with. */
export function useLiveCount(initial: number): number {
  const address = useSpacePath()(`/live/${useMatterHere()}`);
  const [live, setLive] = useState<number | null>(null);

  // What the page was rendered with anew may be newer than what was heard, or older: a count may have come while it was
  // under way. So the stream is opened anew, which begins with the count as it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `initial` is why, not what, this runs.
  useEffect(() => {
    setLive(null);
    return listenToCount(address, setLive);
  }, [address, initial]);
  return live ?? initial;
}
