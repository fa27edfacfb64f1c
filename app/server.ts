import "./production.ts";
import { MigrationRefused } from "#db/migrate.ts";
import { buildIfNeeded } from "./build.ts";
import { EnvironmentError, readEnvironment } from "./environment.ts";
import type { Portal } from "./portal.ts";
import { startPortal } from "./start.ts";

/** The portal as a process: SIGTERM undoes what the start did. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const development = process.argv.includes("--dev");
  if (!development) await buildIfNeeded();
  const { portal, stop: undo } = await startPortal(environment, { development });
  announce(portal);
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    portal.log.info({ signal }, "draining");
    await undo();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** Tells a newcomer where it is and who can come in. */
function announce({ environment, log, demonstration }: Portal): void {
  const host = environment.HOST === "0.0.0.0" || environment.HOST === "::" ? "localhost" : environment.HOST;
  const address = environment.PUBLIC_URL ?? `http://${host}:${environment.PORT}`;
  log.info({ address }, "ready");
  if (!demonstration) return;
  process.stdout.write(`
  공감 Gonggam   ${address}

  Sign in as     citizen-1 … citizen-100000   ${address}/auth/sign-in?as=citizen-1
                 officer-transport, officer-safety, … (one for each department)
                 mayor, clerk, moderator, admin
  Stop with      Ctrl-C; the data stays in ${environment.DATA_DIR}

`);
}

main().catch((error: unknown) => {
  const clear =
    error instanceof EnvironmentError ||
    error instanceof MigrationRefused ||
    (error instanceof Error && "code" in error && error.code === "EADDRINUSE");
  process.stderr.write(
    `${clear && error instanceof Error ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
});
