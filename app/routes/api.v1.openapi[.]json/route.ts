import { apiRoute, json } from "#app/doors/api/api-route.ts";
import { openApiDocument } from "#app/doors/openapi/document.ts";

/** The API's own description. */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ context }) {
      return json(openApiDocument(context.directory, context.portal.sessions.cookieName));
    },
  },
});
export const loader = route.loader;
export const action = route.action;
