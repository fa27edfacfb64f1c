import type { LoaderFunctionArgs } from "@remix-run/node";
import { tidyName } from "#app/domain/quick-poll/name.ts";
import { readShownPoll } from "#app/doors/quick-poll-param.ts";
import { pictureAnswer, pictureName } from "#app/doors/share/picture-answer.ts";
import { quickPicture } from "#app/doors/share/pictures.ts";

/** The picture that messengers show for a one-touch poll, which is found by its name alone. */
export const loader = ({ request, params, context }: LoaderFunctionArgs): Promise<Response> =>
  pictureAnswer(request, context, async () => {
    const name = tidyName(pictureName(params.name) ?? "");
    return quickPicture(await readShownPoll(context, name, undefined, context.portal.clock.now()), context);
  });
