import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

/** How a thread begins that reads TypeScript, as the portal's first one does: `--import tsx` is that one's alone. */
register();
await import(workerData.module);
