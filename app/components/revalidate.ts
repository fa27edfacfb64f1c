import type { ShouldRevalidateFunction } from "@remix-run/react";

/** After "somebody was faster" the page must show what they did: for a route's `shouldRevalidate`. */
export const revalidateAfterConflict: ShouldRevalidateFunction = ({
  actionStatus,
  defaultShouldRevalidate,
}) => actionStatus === 409 || defaultShouldRevalidate;
