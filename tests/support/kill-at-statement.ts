import pg from "pg";

let statements = 0;

/**
 * From here on this process counts its statements, and kills itself a number of milliseconds after the one with a
 * number was sent; never at number 0.
 *
 * @returns how many were sent so far
 */
export function killAtStatement(number: number, delayMs: number): () => number {
  pg.Client.prototype.query = new Proxy(pg.Client.prototype.query, {
    apply(target, self, args) {
      statements += 1;
      const sent = Reflect.apply(target, self, args);
      if (statements === number) setTimeout(() => process.kill(process.pid, "SIGKILL"), delayMs);
      return sent;
    },
  });
  return () => statements;
}
