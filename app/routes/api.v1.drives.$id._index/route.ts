import { readDrive } from "#app/domain/kinds/drive/read-drive.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { driveBody, readDriveOperation } from "#app/doors/api/drives.ts";
import { answer, matterOf, reads } from "#app/doors/api/operation.ts";

/** One drive: its text, its numbers, and how far the procedure has come. */
const route = apiRoute({
  GET: reads(readDriveOperation, async (call) => {
    const { context, now } = call;
    const { portal, viewer, language } = context;
    const reader = { personId: viewer?.personId, language };
    return answer(
      200,
      driveBody(await readDrive(portal.db, context.directory.space.id, await matterOf(call), reader, now)),
    );
  }),
});
export const loader = route.loader;
export const action = route.action;
