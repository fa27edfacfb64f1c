import type { AppLoadContext } from "@remix-run/node";
import { readSimilar, type SimilarMatter } from "#app/domain/views/similar-matters.ts";

/** What is similar to a draft; nothing when search fails, because that keeps nobody from publishing. */
export async function similarItemsOf(
  { portal, directory, language }: AppLoadContext,
  { title, body }: { title: string; body: string },
): Promise<SimilarMatter[]> {
  const wanted = { spaceId: directory.space.id, title, text: body };
  try {
    return await readSimilar(portal.db, portal.search.ask, wanted, language, portal.clock.now());
  } catch (error) {
    portal.log.warn({ err: error }, "nothing similar is shown");
    return [];
  }
}
