import { readDrive } from "#app/domain/kinds/drive/read-drive.ts";
import { apiRoute, idOf, json } from "#app/doors/api/api-route.ts";
import { driveBody } from "#app/doors/api/drive-bodies.ts";

/** One drive: its text, its numbers, and how far the procedure has come. */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ params, context, now }) {
      const { portal, directory, viewer, language } = context;
      const reader = { personId: viewer?.personId, language };
      const drive = await readDrive(portal.db, directory.space.id, idOf(params), reader, now);
      return json(driveBody(drive));
    },
  },
});
export const loader = route.loader;
export const action = route.action;
