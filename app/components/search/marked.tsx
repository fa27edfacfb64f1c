import type { Segment } from "#search/highlight.ts";

/** A text with what was looked for marked in it. */
export function Marked({ segments }: { segments: readonly Segment[] }) {
  let place = 0;
  return segments.map(({ text, hit }) => {
    const key = place;
    place += text.length;
    return hit ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>;
  });
}
