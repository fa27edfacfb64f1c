import { useNavigation } from "@remix-run/react";
import { useState } from "react";
import { useMatterHere } from "#app/components/matter-here.ts";
import { useLiveCount } from "#app/components/use-live-count.ts";
import { isAgreement } from "./page-answer.ts";

interface AsMade {
  /** Whether the reader stands behind it, as the page was made. */
  agreed: boolean;
  count: number;
}

/**
 * One's own agreement, shown as done while it is under way, and the count that everybody moves.
 *
 * A navigation and no fetcher: after a fetcher's action Remix asks the server for the page again whatever the answer
 * was, and a lost connection would put an error page in the place of the proposal.
 */
export function useAgreement({ agreed, count }: AsMade) {
  const here = useMatterHere();
  const { state, formData, formAction } = useNavigation();
  const [touched, setTouched] = useState(false);
  const live = useLiveCount(count);
  const intent = formAction === `/proposals/${here}` ? formData?.get("intent") : undefined;
  const asked = isAgreement(intent) ? intent : undefined;
  const now = asked === undefined ? agreed : asked === "agree";
  // As soon as the server is heard from, its count is the truth, and one's own touch is in it.
  const ahead = live === count ? Number(now) - Number(agreed) : 0;
  return {
    onSubmit: () => setTouched(true),
    pending: asked !== undefined,
    /** Something was done here and is done. */
    settled: touched && state === "idle",
    agreed: now,
    count: live + ahead,
  };
}

export type Agreement = ReturnType<typeof useAgreement>;
