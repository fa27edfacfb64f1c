import pg from "pg";
import { connectionName } from "./form.ts";

const CONNECT_WITHIN_MS = 20_000;
const PROBED_AFTER_MS = 10_000;

/** A connection of its own that listens on a channel of Postgres (LISTEN, NOTIFY). */
export interface Listening {
  /** Tells all that listen, this one too; a payload is shorter than 8,000 bytes. */
  notify(payload: string): Promise<void>;
  close(): Promise<void>;
}

interface Listener {
  heard(payload: string): void;
  broke(error: Error): void;
  /** Once, whether it broke or was closed; what was said since is not heard. */
  ended(): void;
}

/** @throws when it does not come up; then nothing is told to `ended` */
export async function listen(
  url: string,
  channel: string,
  { heard, broke, ended }: Listener,
): Promise<Listening> {
  const client = new pg.Client({
    connectionString: url,
    application_name: connectionName("gonggam-live"),
    // Of a network that drops what it carried in silence, it is known within minutes, and not after two hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: PROBED_AFTER_MS,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
  });
  let stands = false;
  client.on("notification", ({ payload }) => heard(payload ?? ""));
  client.on("error", broke);
  client.on("end", () => {
    if (stands) ended();
  });
  await client.connect();
  await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  stands = true;
  return {
    async notify(payload) {
      await client.query("select pg_notify($1, $2)", [channel, payload]);
    },
    close: () => client.end(),
  };
}
