import { useEffect, useState } from "react";
import { useSpacePath } from "#app/components/space-path.ts";
import type { SearchedKind } from "#db/tables/search.ts";
import type { Segment } from "#search/highlight.ts";

export interface Suggestion {
  kind: SearchedKind;
  id: number;
  title: Segment[];
  supportCount: number;
  to: string;
}

/** What `/search/suggestions` answers. */
export interface SuggestionsBody {
  items: Suggestion[];
  correction: string | null;
}

/** Long enough that fast typing asks once a word and not once a letter. */
const PAUSE_MS = 150;

/**
 * What to offer for a text that is being typed; null while there is nothing. Only what was asked last counts: an
 * older question is given up.
 *
 * @param text null: nobody is typing
 */
export function useSuggestions(text: string | null): SuggestionsBody | null {
  const within = useSpacePath();
  const address = within("/search/suggestions");
  const [found, setFound] = useState<SuggestionsBody | null>(null);
  const asked = text?.trim() ?? "";
  useEffect(() => {
    if (asked === "") {
      setFound(null);
      return;
    }
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`${address}?${new URLSearchParams({ q: asked })}`, {
          signal: asking.signal,
        });
        setFound(answer.ok ? await answer.json() : null);
      } catch {
        // Given up for a newer question, or no connection: the form works without suggestions.
        if (!asking.signal.aborted) setFound(null);
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [asked, address]);
  return found;
}
