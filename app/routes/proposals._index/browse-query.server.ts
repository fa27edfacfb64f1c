/** What the browse page calls a status is a state or a stage to the domain: people need not know the difference. */
export const STATUSES = [
  "open",
  "gathering",
  "awaiting",
  "answered",
  "forum",
  "closed",
  "withdrawn",
] as const;
type Status = (typeof STATUSES)[number];

const STATES: readonly string[] = ["open", "closed", "withdrawn"];

/** The parameters that the domain reads, from those of the page's address. */
export function browseParameters(query: URLSearchParams): URLSearchParams {
  const parameters = new URLSearchParams(query);
  const status = query.get("status");
  if (status) parameters.set(STATES.includes(status) ? "state" : "stage", status);
  return parameters;
}

/** The status that the domain understood, for the page to show. */
export function statusOf(chosen: { state?: string; stage?: string }): Status | null {
  return STATUSES.find((status) => status === (chosen.stage ?? chosen.state)) ?? null;
}
