/**
 * How a step of a matter's way stands. `running`: it is under way, and who owes it is in time; `late`: its day has
 * passed; `failed`: the way ended here.
 */
const STEP_STATES = ["done", "running", "late", "ahead", "failed"] as const;
export type StepState = (typeof STEP_STATES)[number];
