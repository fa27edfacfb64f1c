import { readDirectory } from "#app/domain/space/directory.ts";
import { systemClock } from "#app/platform/clock.ts";
import { createLog } from "#app/platform/log.ts";
import { createSearch } from "#app/search.ts";
import { countDocuments } from "#db/queries/search-documents.ts";
import { countToIndex } from "#db/queries/search-sources/ids.ts";
import { rebuildEmbedded, rebuildOutside } from "#search/rebuild.ts";
import { runCommand } from "./command.ts";
import { createCountProgress } from "./count-progress.ts";

/**
 * `npm run reindex`: indexes everything anew, the embedded engine and then Meilisearch (when `MEILI_URL` is set) into
 * a new index that is swapped in. The portal may run meanwhile. Ctrl-C or a kill loses nothing: the same command
 * goes on from there.
 */
await runCommand(async ({ db, environment }) => {
  const directory = await readDirectory(db);
  if (!directory) throw new Error("No space was set up yet: npm run setup -- city.json");
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const search = createSearch(db, environment, createLog(environment.LOG_LEVEL));

  const progress = createCountProgress();
  const step = async (
    label: string,
    total: number,
    work: (onProgress: (count: number) => void) => Promise<boolean>,
  ) => {
    progress.begin(label, total);
    const whole = await work((count) => progress.add(count));
    progress.end();
    return whole;
  };
  const { outside } = search;
  const whole =
    (await step("embedded", await countToIndex(db), (onProgress) =>
      rebuildEmbedded(db, search, systemClock.now, { signal: stop.signal, onProgress }),
    )) &&
    (outside === undefined ||
      (await step("Meilisearch", await countDocuments(db), (onProgress) =>
        rebuildOutside(db, outside, directory.space.id, { signal: stop.signal, onProgress }),
      )));
  process.stdout.write(
    whole ? "Everything is indexed anew.\n" : "Stopped; the same command goes on from here.\n",
  );
  return whole ? 0 : 1;
});
