/**
 * Everything that can be refused, as a closed list. A domain function throws `PortalError` with one of these
 * codes; the web floor turns it into a status and a text once (RFC 9457 on the API, a page for people).
 */
export const ERROR_STATUS = {
  "bad-request": 400,
  "sign-in-needed": 401,
  "fresh-sign-in-needed": 401,
  "key-unknown": 401,
  "cross-origin": 403,
  "not-permitted": 403,
  "key-scope": 403,
  "not-eligible": 403,
  "not-elector": 403,
  "representative-not-eligible": 403,
  "helper-not-eligible": 403,
  "not-on-roll": 403,
  "not-found": 404,
  "invitation-over": 404,
  "method-not-allowed": 405,
  "not-yet-open": 409,
  "matter-not-open": 409,
  "text-fixed": 409,
  "changed-meanwhile": 409,
  "supplements-full": 409,
  "records-full": 409,
  "drafts-full": 409,
  "pictures-full": 409,
  "background-full": 409,
  "statements-full": 409,
  "searches-full": 409,
  "follows-full": 409,
  "keys-full": 409,
  "words-full": 409,
  "electorate-unknown": 409,
  "not-ready": 409,
  "quick-poll-closed": 409,
  "question-over": 409,
  "questions-full": 409,
  "chat-closed": 409,
  "not-yet": 409,
  "ballot-fixed": 409,
  "objection-waits": 409,
  "too-large": 413,
  "unsupported-type": 415,
  "invalid-input": 422,
  "too-many-requests": 429,
  "matter-busy": 503,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** What is wrong with one field. `code` is translated for people; `field` is a name of the contract. */
export interface FieldFault {
  field: string;
  code: FieldFaultCode;
  /** Numbers for the message, such as the limit that was passed. */
  values?: Record<string, number>;
}

export const FIELD_FAULT_CODES = [
  "required",
  "too-short",
  "too-long",
  "too-few",
  "too-many",
  "not-text",
  "unknown-choice",
  "bad-characters",
  "bad-address",
  "not-a-picture",
  "heic-picture",
  "too-many-pixels",
  "unchanged",
  "excluded",
  "not-a-key",
  "too-many-rows",
  "former-extract",
  "too-few-choices",
  "too-many-choices",
  "same-choice",
  "bad-name",
  "reserved-name",
  "name-taken",
  "out-of-range",
  "twice",
  "not-asked",
  "not-a-number",
  "not-a-time",
  "not-later",
  "not-enough",
  "above-most",
  "no-gifts",
  "bad-line",
  "not-the-sum",
  "above-eligible",
  "in-pause",
] as const;
export type FieldFaultCode = (typeof FIELD_FAULT_CODES)[number];

export class PortalError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    readonly details: {
      faults?: FieldFault[];
      retryAfterSeconds?: number;
      /** Why somebody may not sign or vote: codes of `eligibility.ts`, `electors.ts`. */
      reasons?: string[];
    } = {},
  ) {
    super(code);
    this.name = "PortalError";
    this.status = ERROR_STATUS[code];
  }
}

/**
 * By its name and not by `instanceof`: the server's own modules and the bundle that Remix builds of the routes
 * each have their copy of this class.
 */
export function isPortalError(error: unknown): error is PortalError {
  return error instanceof Error && error.name === "PortalError";
}
