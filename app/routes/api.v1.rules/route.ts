import { readRuleHistory } from "#app/domain/threshold/read-rules.ts";
import { ruleSetBody } from "#app/doors/api/api-bodies.ts";
import { apiRoute, json } from "#app/doors/api/api-route.ts";

/** The rules in force, and every version before them. */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ context }) {
      const sets = (await readRuleHistory(context.portal.db, context.directory.space.id)).map(ruleSetBody);
      const [current] = sets;
      return json({
        items: current?.rules ?? [],
        version: current?.version ?? null,
        versions: sets,
        next: null,
      });
    },
  },
});
export const loader = route.loader;
export const action = route.action;
