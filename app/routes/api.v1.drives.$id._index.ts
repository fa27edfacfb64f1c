import { readDrive } from "#app/domain/drive/read-drive.ts";
import { apiRoute, idOf, json } from "#app/http/api-route.ts";
import { driveBody } from "#app/http/drive-bodies.ts";

/** One drive: its text, its numbers, and how far the procedure has come. */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ params, context, now }) {
      const drive = await readDrive(context.portal.db, idOf(params), context.viewer?.personId, now);
      return json(driveBody(drive));
    },
  },
});
export const loader = route.loader;
export const action = route.action;
