import type { LoaderFunctionArgs } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { readCurrentRules } from "#app/domain/threshold/current-rules.ts";
import { readShared } from "#app/domain/views/read-shared.ts";
import { pictureAnswer, pictureName } from "#app/doors/share/picture-answer.ts";
import { homePicture, matterPicture } from "#app/doors/share/pictures.ts";

/** The picture that messengers show for a matter's address: `/og/12.png`; `/og/home.png` for all that has none of its own. */
export const loader = ({ request, params, context }: LoaderFunctionArgs): Promise<Response> =>
  pictureAnswer(request, context, async () => {
    const { portal, directory, language } = context;
    const spaceId = directory.space.id;
    const name = pictureName(params.name);
    if (name === "home") return homePicture(await readCurrentRules(portal.db, spaceId), context);
    const id = parseId(name);
    const reading = { spaceId, language, now: portal.clock.now() };
    const view = id === undefined ? undefined : await readShared(portal.db, id, reading);
    if (!view) throw new PortalError("not-found");
    return matterPicture(view, context);
  });
