import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const packageFile = z.object({ scripts: z.object({ start: z.string().startsWith("exec node ") }) });

/** Of Node, as `npm start` gives them: what is measured or killed is what runs. */
export const START_ARGUMENTS: readonly string[] = packageFile
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")))
  .scripts.start.split(" ")
  .slice(2);
