import { PortalError } from "#app/domain/errors.ts";
import { isUuid } from "#app/domain/input.ts";
import { addPicture, readDraft } from "#app/domain/kinds/proposal/drafts.ts";
import { apiRoute, json } from "#app/doors/api/api-route.ts";
import { readForm } from "#app/doors/form.ts";
import { inTurn } from "#app/doors/guard.ts";
import { addInTurn, chosenPicture } from "#app/doors/picture-upload.ts";

/**
 * Takes a picture as soon as it is chosen, while its writer goes on typing: plain, as the draft's own saving is. What is
 * said of it comes with the draft.
 */
const route = apiRoute({
  POST: {
    permission: "proposal.publish",
    limit: "text",
    async handle({ request, params, context, viewer, now }) {
      const { id } = params;
      const { personId } = viewer;
      const { db } = context.portal;
      const spaceId = context.directory.space.id;
      if (!isUuid(id)) throw new PortalError("not-found");
      // Whose draft it is, before ten megabytes are read.
      await readDraft(db, spaceId, id, personId);
      return inTurn(context, "upload", String(personId), async () => {
        const file = chosenPicture(await readForm(request), true);
        if (!file) throw new PortalError("bad-request");
        const added = await addInTurn(context, personId, file, (bytes) =>
          addPicture(db, spaceId, id, personId, { bytes, alt: "" }, now),
        );
        return json(added, 201);
      });
    },
  },
});

export const loader = route.loader;
export const action = route.action;
