import { readFile } from "node:fs/promises";
import { setMap } from "#app/domain/place/city-map.ts";
import { MapRefused, readGeoJson } from "#app/domain/place/geojson.ts";
import { countPositions, simplifyMap } from "#app/domain/place/simplify.ts";
import { translator } from "#app/i18n/server.ts";
import { listDistricts } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";
import { runCommand } from "./command.ts";
import { readSpaceCommand } from "./space-option.ts";

const USAGE = `Usage:
  npm run districts                         prints the districts with their codes and names
  npm run districts -- shapes FILE.geojson  draws them: a feature a district, named by its code or name
Of the first space, or with --space CODE of another.`;

/** The outlines of a space's districts, as GeoJSON (RFC 7946); an example: db/seed/city-map.geojson. */
await runCommand(async ({ db, now }) => {
  const { words, space } = await readSpaceCommand(db);
  const [verb, file] = words;
  const districts = await listDistricts(db, space.id);
  if (verb === undefined) {
    for (const { code, name } of districts) process.stdout.write(`${code} ${name.ko}\n`);
    return 0;
  }
  if (verb !== "shapes" || file === undefined) throw new Error(USAGE);
  const map = simplifyMap(read(await readFile(file, "utf8"), districts));
  const version = await inTransaction(db, (tx) => setMap(tx, space.id, map, now));
  process.stdout.write(
    `Version ${version} of the map is in force: ${map.districts.length} districts, ${countPositions(map)} points.\n`,
  );
  return 0;
});

/** @throws with a line for each thing that is wrong, naming its place */
function read(text: string, districts: Awaited<ReturnType<typeof listDistricts>>) {
  try {
    return readGeoJson(text, districts);
  } catch (error) {
    if (!(error instanceof MapRefused)) throw error;
    const t = translator("en", "city");
    throw new Error(
      error.faults
        .map(({ code, feature, said }) => {
          const fault = t(`operator:map.fault.${code}`, { said });
          return feature === null ? fault : `${t("operator:map.feature", { number: feature })}: ${fault}`;
        })
        .join("\n"),
    );
  }
}
