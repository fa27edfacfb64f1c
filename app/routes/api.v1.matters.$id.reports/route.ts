import { reportMatter } from "#app/domain/report/report.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, matterOf, writesText } from "#app/doors/api/operation.ts";
import { reportBody, reportOperation } from "#app/doors/api/reports.ts";

/** Reports a matter, or what stands in it (201); once while it waits (200). */
const route = apiRoute({
  POST: writesText(reportOperation, async (call) => {
    const { body, context, viewer, now } = call;
    const { opinion, reply, statement, comment, background, ...input } = body;
    const { isNew, report } = await reportMatter(
      context.portal.db,
      { spaceId: context.directory.space.id, personId: viewer.personId, now },
      await matterOf(call),
      { opinion, reply, statement, comment, background },
      input,
    );
    return answer(isNew ? 201 : 200, reportBody(report));
  }),
});
export const loader = route.loader;
export const action = route.action;
