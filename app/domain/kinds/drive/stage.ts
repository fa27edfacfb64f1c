import { STAGE_OF, STAGES, type Stage } from "#db/drive-stages.ts";
import type { DriveState } from "#db/tables/drive.ts";

export { STAGES, type Stage };

export const stageOf = (state: DriveState): Stage => STAGE_OF[state];

const isState = (name: string): name is DriveState => name in STAGE_OF;

/** The states of a stage. */
export function statesOf(stage: Stage): DriveState[] {
  return Object.keys(STAGE_OF)
    .filter(isState)
    .filter((state) => STAGE_OF[state] === stage);
}
