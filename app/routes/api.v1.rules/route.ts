import { readRuleHistory } from "#app/domain/threshold/read-rules.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, reads } from "#app/doors/api/operation.ts";
import { readRules } from "#app/doors/api/rules.ts";

/** The rules in force, and every version before them. */
const route = apiRoute({
  GET: reads(readRules, async ({ context }) => {
    const versions = await readRuleHistory(context.portal.db, context.directory.space.id);
    const [current] = versions;
    return answer(200, {
      items: current?.rules ?? [],
      version: current?.version ?? null,
      versions,
      next: null,
    });
  }),
});
export const loader = route.loader;
export const action = route.action;
