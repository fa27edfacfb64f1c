import { useFetcher } from "@remix-run/react";
import type { ErrorCode, FieldFault } from "#app/domain/errors.ts";
import { useLiveCount } from "../use-live-count.ts";

/** What the action says when it did not do what was asked. */
export type AgreementAnswer =
  | { refused: { code: ErrorCode; faults: FieldFault[] } }
  | { unreachable: true }
  | undefined;

interface Agreement {
  id: number;
  /** Whether the reader stands behind it, as the page was made. */
  agreed: boolean;
  count: number;
}

/** One's own agreement, shown as done while it is under way, and the count that everybody moves. */
export function useAgreement({ id, agreed, count }: Agreement) {
  const fetcher = useFetcher<AgreementAnswer>();
  const live = useLiveCount(id, count);
  const asked = fetcher.formData?.get("intent");
  const now = asked === undefined ? agreed : asked === "agree";
  // As soon as the server is heard from, its count is the truth, and one's own touch is in it.
  const ahead = live === count ? Number(now) - Number(agreed) : 0;
  return {
    Form: fetcher.Form,
    answer: fetcher.data,
    pending: fetcher.state !== "idle",
    touched: fetcher.state !== "idle" || fetcher.data !== undefined,
    agreed: now,
    count: live + ahead,
  };
}
