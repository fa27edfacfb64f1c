import pino from "pino";

export type Log = pino.Logger;

/** JSON lines on standard output. What identifies a person is never passed in; `redact` is the second net. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        ...["*.cookie", "*.authorization", "*.email", "*.name", "*.address"],
        // Postgres quotes the row that it refused.
        ...["err.detail", "err.where"],
      ],
      censor: "[kept back]",
    },
  });
}
