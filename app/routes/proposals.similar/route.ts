import { z } from "zod";
import { line, parseInput, text } from "#app/domain/input.ts";
import { BODY_LIMITS, TITLE_LIMITS } from "#app/domain/kinds/proposal/schema.ts";
import { readSimilar } from "#app/domain/views/similar-matters.ts";
import { apiRoute, json, readJson } from "#app/doors/api/api-route.ts";

const schema = z.object({
  title: line({ min: 0, max: TITLE_LIMITS.max }),
  body: text({ min: 0, max: BODY_LIMITS.max }).default(""),
});

/**
 * What is similar to a proposal that is being written. A POST although it changes nothing: a draft is its writer's
 * alone, and an address would stand in logs and histories, and is too short for a text besides.
 */
const route = apiRoute({
  POST: {
    permission: "proposal.publish",
    limit: "question",
    async handle({ request, context, now }) {
      const { title, body } = parseInput(schema, await readJson(request));
      const { portal, directory, language } = context;
      const reading = { spaceId: directory.space.id, language, now };
      return json({ items: await readSimilar(portal.db, portal.search.ask, { title, text: body }, reading) });
    },
  },
});

export const loader = route.loader;
export const action = route.action;
