import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The kernel's unit of time (USER_HZ), the same on every Linux. */
const TICKS_A_SECOND = 100;

interface Costs {
  /** Of the processes and all that ended below them. */
  cpuSeconds: number;
  /** Bytes that only these processes hold, in megabytes. */
  megabytes: number;
}

/** The process of the Postgres that stands in a folder. */
export const postgresIn = (folder: string): number =>
  Number(readFileSync(join(folder, "postgres/postmaster.pid"), "utf8").split("\n")[0]);

/** What processes and all below them cost so far; Linux only. */
export function costsOf(roots: readonly number[]): Costs {
  const parents = new Map<number, number>();
  const cpu = new Map<number, number>();
  for (const pid of readdirSync("/proc").map(Number).filter(Boolean)) {
    const stat = read(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];
    parents.set(pid, Number(stat[1]));
    // utime, stime, cutime, cstime (proc_pid_stat(5), counted from the state).
    cpu.set(pid, stat.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_A_SECOND);
  }
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at; at = parents.get(at)) if (roots.includes(at)) return true;
    return false;
  };
  const ours = [...parents.keys()].filter(isBelow);
  return {
    cpuSeconds: ours.reduce((sum, pid) => sum + (cpu.get(pid) ?? 0), 0),
    megabytes: ours.reduce((sum, pid) => sum + anonymousOf(pid), 0) / 1024,
  };
}

/** In kB: without files and memory that several share, which Postgres has much of. */
const anonymousOf = (pid: number) => Number(/RssAnon:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // it ended meanwhile
  }
}
