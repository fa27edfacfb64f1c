import { OPEN_ORDERS, type ProposalOrder } from "#db/queries/proposal-lists.ts";
import { STATUSES, type Status } from "./proposal-counts.ts";

/** What narrows a list as a number elsewhere says, which counts what was taken back too. */
const COUNTED_ELSEWHERE = ["since", "origin", "step", "source"];
const STATES: readonly string[] = ["open", "closed", "withdrawn"];

/** Of these, what moves now is what one looks for first. */
const COLLECTING: ReadonlySet<Status | null> = new Set<Status | null>(["open", "gathering"]);

export interface Browse {
  /** What the domain reads. */
  parameters: URLSearchParams;
  /** Null: whatever it is, as a number elsewhere counts. */
  status: Status | null;
  order: ProposalOrder;
  /** The orders that mean something there. */
  orders: readonly ProposalOrder[];
}

/**
 * What an address of the browse page asks for. It calls a status what is a state or a stage to the domain: people need not
 * know the difference. Where none is said it is what can be agreed with, and what moves there comes first.
 */
export function readBrowse(query: URLSearchParams): Browse {
  const said = query.get("status") || query.get("stage") || query.get("state");
  const isCountedElsewhere = COUNTED_ELSEWHERE.some((name) => query.get(name));
  const known = STATUSES.find((status) => status === said);
  const status = known ?? (said || isCountedElsewhere ? null : "open");
  const parameters = new URLSearchParams(query);
  for (const name of ["state", "stage"]) parameters.delete(name);
  // What there is not is refused by the domain.
  const asked = said ?? status;
  if (asked && asked !== "all") parameters.set(STATES.includes(asked) ? "state" : "stage", asked);
  const collects = COLLECTING.has(status);
  return {
    parameters,
    status,
    order: collects ? "trending" : "newest",
    orders: collects ? ["trending", "newest", "agreed", "closest", "closing"] : ["newest", "agreed"],
  };
}

/** Whether a list counts only what kept counters count, in the way that they do. */
export const isKept = ({ status }: Browse, order: ProposalOrder, query: URLSearchParams): boolean =>
  status !== null &&
  !COUNTED_ELSEWHERE.some((name) => query.get(name)) &&
  (!OPEN_ORDERS.has(order) || (COLLECTING.has(status) && order !== "closest"));
