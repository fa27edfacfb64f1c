const segments = new Intl.Segmenter("ko", { granularity: "grapheme" });

/** How many characters a text has to people: grapheme clusters (UAX 29). */
export function charactersOf(text: string): number {
  let count = 0;
  for (const _ of segments.segment(text)) count += 1;
  return count;
}
