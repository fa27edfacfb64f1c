import type { AppLoadContext } from "@remix-run/node";
import type { MatterLine } from "#app/domain/kinds.ts";
import { readSimilar } from "#app/domain/views/similar-matters.ts";

/** What is similar to a draft; nothing when search fails, because that keeps nobody from publishing. */
export async function similarItemsOf(
  { portal, directory, language }: AppLoadContext,
  { title, body }: { title: string; body: string },
): Promise<MatterLine[]> {
  const reading = { spaceId: directory.space.id, language, now: portal.clock.now() };
  try {
    return await readSimilar(portal.db, portal.search.ask, { title, text: body }, reading);
  } catch (error) {
    portal.log.warn({ err: error }, "nothing similar is shown");
    return [];
  }
}
