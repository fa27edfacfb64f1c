/** How long a bounded transaction waits for one lock, and for one statement. */
const LOCK_MS = 2_000;
const STATEMENT_MS = 10_000;

/** In the transaction alone: nothing of it stays with the connection, which a pooler may hand to others. */
export const BOUNDS = `set local lock_timeout = ${LOCK_MS}; set local statement_timeout = ${STATEMENT_MS}`;
