import { isPortalError, PortalError } from "#app/domain/errors.ts";
import { isUuid, parseInput } from "#app/domain/input.ts";
import { keepDraft, proposalOfDraft, readDraft } from "#app/domain/kinds/proposal/drafts.ts";
import { draftSchema } from "#app/domain/kinds/proposal/schema.ts";
import { writingWindow } from "#app/domain/writing-window.ts";
import { type ApiCall, apiRoute, json, readJson } from "#app/doors/api/api-route.ts";
import { problemBody } from "#app/doors/api/problem.ts";
import { pictureWordsIn, savedTextOf } from "#app/doors/pages/write-draft.ts";
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
      const { id } = params;
      if (!isUuid(id)) throw new PortalError("not-found");
      const typed = await readJson(request);
      const input = parseInput(draftSchema(context.directory), typed);
      const spaceId = context.directory.space.id;
      try {
        const said = pictureWordsIn({ ...typed });
        await keepDraft(
          context.portal.db,
          spaceId,
          viewer.personId,
          id,
          input,
          now,
          writingWindow(typed),
          said,
        );
      } catch (error) {
        const against = await whatStandsAgainst(context, id, viewer.personId, now, error);
        if (against)
          return json(
            { ...problemBody("changed-meanwhile", context.language), ...against, typed: input },
            409,
            {
              "Content-Type": "application/problem+json; charset=utf-8",
            },
          );
        throw error;
      }
      return json({ savedAt: now.toISOString(), html: markdownToHtml(input.body) });
    },
  },
});

/** Why it was not kept: the text that another window saved meanwhile, or the proposal that it became. */
async function whatStandsAgainst(
  { portal, directory }: ApiCall["context"],
  id: string,
  personId: number,
  now: Date,
  error: unknown,
) {
  if (!isPortalError(error)) return undefined;
  const spaceId = directory.space.id;
  if (error.code === "changed-meanwhile")
    return { saved: savedTextOf(await readDraft(portal.db, spaceId, id, personId)) };
  const proposal =
    error.code === "not-found" ? await proposalOfDraft(portal.db, spaceId, id, personId, now) : undefined;
  return proposal === undefined ? undefined : { proposal };
}

export const loader = route.loader;
export const action = route.action;
