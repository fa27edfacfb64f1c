import type { AppLoadContext } from "@remix-run/node";
import { KINDS } from "#app/domain/kinds.ts";
import { drawMap } from "#app/domain/place/drawing.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { readResults } from "#app/domain/views/results/read-results.ts";
import { parseScope } from "#app/domain/views/results/scope.ts";
import { driveItemsOf } from "#app/doors/pages/drive-items.ts";
import { pollItemsOf } from "#app/doors/pages/poll-items.ts";

/** The dashboard in the reader's language. @throws PortalError "invalid-input" for a scope that there is not */
export async function resultsPage(
  parameters: URLSearchParams,
  { portal, directory, language }: AppLoadContext,
) {
  const { db, clock } = portal;
  const now = clock.now();
  const scope = parseScope(parameters, directory, now);
  const reading = { spaceId: directory.space.id, language, now };
  const [results, polls, drives] = await Promise.all([
    readResults(db, directory, scope, now),
    KINDS.poll.readFront(db, directory, reading),
    KINDS.drive.readFront(db, directory, reading),
  ]);
  const labels = labelsOf(directory, language);
  const { categories, districts, offices, ...rest } = results;
  return {
    ...rest,
    drawing: directory.map && drawMap(directory.map),
    districtName: labels.district(scope.district),
    categories: categories.map((row) => ({ ...row, label: labels.category(row.category) })),
    districts: districts.map((row) => ({ ...row, name: labels.district(row.district) ?? row.district })),
    offices: offices.map((row) => ({ ...row, name: labels.offices[row.office] ?? row.office })),
    polls: pollItemsOf(polls, directory, language),
    drives: driveItemsOf(drives, directory, language),
    allDistricts: districts.map(({ district }) => ({
      value: district,
      label: labels.district(district) ?? district,
    })),
  };
}

export type ResultsPageData = Awaited<ReturnType<typeof resultsPage>>;
