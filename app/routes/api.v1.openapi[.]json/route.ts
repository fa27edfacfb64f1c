import { readLaw } from "#app/domain/kinds/drive/read-law.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, reads } from "#app/doors/api/operation.ts";
import { readDescription } from "#app/doors/openapi/description.ts";
import { openApiDocument } from "#app/doors/openapi/document.ts";

/** The API's own description. */
const route = apiRoute({
  GET: reads(readDescription, async ({ context, now }) => {
    const { portal, directory } = context;
    const { statutes } = await readLaw(portal.db, directory.space.id, now);
    const kinds = statutes.map(({ definition }) => definition);
    return answer(200, openApiDocument(directory, kinds, portal.sessions.cookieName));
  }),
});
export const loader = route.loader;
export const action = route.action;
