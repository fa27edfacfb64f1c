import { useEffect, useState } from "react";
import { listenToCount } from "./live-counts.ts";
import { useMatterHere } from "./matter-here.ts";
import { useSpacePath } from "./space-path.ts";

/** The count of this page's matter as it grows, beginning with what the page was rendered with. */
export function useLiveCount(initial: number): number {
  const address = useSpacePath()(`/live/${useMatterHere()}`);
  const [live, setLive] = useState<number | null>(null);

  // A new loader result is newer than what was heard before it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `initial` is why, not what, this runs.
  useEffect(() => setLive(null), [initial]);
  useEffect(() => listenToCount(address, setLive), [address]);
  return live ?? initial;
}
