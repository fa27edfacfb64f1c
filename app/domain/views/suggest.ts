import { type FoundTitle, readFoundTitles } from "./search-items.ts";
import type { SearchServices } from "./search-public.ts";

export const MOST_SUGGESTIONS = 8;

interface Suggested {
  items: FoundTitle[];
  /** The words as they were probably meant, when hardly anything answers them as they were typed. */
  correction: string | null;
}

/** For a box that is being typed into: what has a title like these words, and may be seen. */
export async function suggestPublic(services: SearchServices, text: string): Promise<Suggested> {
  if (text === "") return { items: [], correction: null };
  const { db, engine, spaceId, language } = services;
  const { hits, correction } = await engine.suggest({ spaceId, text, language, limit: MOST_SUGGESTIONS });
  return {
    items: await readFoundTitles(db, hits, { ...services, text }),
    correction: correction === text ? null : correction,
  };
}
