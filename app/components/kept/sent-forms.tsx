import { useLocation } from "@remix-run/react";
import { useEffect } from "react";
import { useRootData } from "../root-data.ts";
import { forgetSentForm } from "./form-copy.ts";

/** Forgets this browser's copy of a form once the server has taken it, wherever that has led to. */
export function SentForms() {
  const { viewer } = useRootData();
  const { key } = useLocation();
  const owner = viewer?.owner;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is what tells that somebody got somewhere.
  useEffect(() => {
    if (owner !== undefined) forgetSentForm(owner);
  }, [owner, key]);
  return null;
}
