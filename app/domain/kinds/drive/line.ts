import type { Line, Progress, Reading } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { type DriveSummary, summariesOf } from "./browse-drives.ts";

/** A drive among other matters: what the law calls it, where it lies, how many have signed of how many. */
export interface DriveLine
  extends Line<"drive">,
    Pick<DriveSummary, "state" | "required" | "certifiedAt" | "collectUntil" | "decidedAt"> {
  /** Its statute's code. */
  statute: string;
}

export async function readDriveLines(
  db: Queryable,
  ids: number[],
  { spaceId, language }: Reading,
): Promise<DriveLine[]> {
  const drives = await summariesOf(db, spaceId, ids, language);
  return [...drives.values()].map(
    ({
      id,
      title,
      supportCount,
      state,
      stage,
      required,
      certifiedAt,
      collectUntil,
      decidedAt,
      kind,
      kindName,
    }) => ({
      kind: "drive",
      id,
      title,
      name: kindName[language],
      supportCount,
      open: stage === "collecting",
      about: null,
      state,
      required,
      certifiedAt,
      collectUntil,
      decidedAt,
      statute: kind,
    }),
  );
}

export async function readDriveProgress(
  db: Queryable,
  id: number,
  reading: Reading,
): Promise<Progress | null> {
  const [line] = await readDriveLines(db, [id], reading);
  if (!line) return null;
  const { title, name, supportCount, required, open } = line;
  return { title, name, count: supportCount, goal: required, open };
}
