import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { apiRoute, json, readJson } from "#app/doors/api/api-route.ts";
import { problemBody } from "#app/doors/api/problem.ts";
import { findMatterHere } from "#app/doors/matter-param.ts";
import { keepBallot, pageIn } from "#app/doors/pages/ballot-draft.ts";

const fieldsSchema = z.record(z.string(), z.string());

/**
 * Keeps the fields of a ballot's form while its writer goes on to the next page. Plain JSON and not the page's action: a
 * page's action runs the page's loaders again, and shows an error page when the connection is lost.
 */
const route = apiRoute({
  PUT: {
    permission: "poll.take-part",
    limit: "touch",
    async handle({ request, params, context, viewer, now }) {
      const found = await findMatterHere(context, params.id);
      if (!found) throw new PortalError("not-found");
      const fields = parseInput(fieldsSchema, await readJson(request));
      const page = pageIn(fields);
      const conflict = await keepBallot(context, request, { matterId: found.id, viewer, now, fields, page });
      if (!conflict) return json({});
      return json({ ...problemBody("changed-meanwhile", context.language), conflict }, 409, {
        "Content-Type": "application/problem+json; charset=utf-8",
      });
    },
  },
});

export const loader = route.loader;
export const action = route.action;
