import { PortalError } from "#app/domain/errors.ts";
import { isUuid, parseInput } from "#app/domain/input.ts";
import { keepDraft } from "#app/domain/kinds/proposal/drafts.ts";
import { draftSchema } from "#app/domain/kinds/proposal/schema.ts";
import { apiRoute, json, readJson } from "#app/doors/api/api-route.ts";
import { markdownToHtml } from "#app/platform/markdown.ts";

/**
 * Keeps a draft while its writer goes on typing, and answers how the text will look. Plain JSON and not the page's
 * action: a page's action runs the page's loaders again, and shows an error page when the connection is lost.
 */
const route = apiRoute({
  PUT: {
    permission: "proposal.publish",
    limit: "text",
    async handle({ request, params, context, viewer, now }) {
      if (!isUuid(params.id)) throw new PortalError("not-found");
      const input = parseInput(draftSchema(context.directory), await readJson(request));
      await keepDraft(context.portal.db, context.directory.space.id, viewer.personId, params.id, input, now);
      return json({ savedAt: now.toISOString(), html: markdownToHtml(input.body) });
    },
  },
});

export const loader = route.loader;
export const action = route.action;
