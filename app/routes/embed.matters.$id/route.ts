import type { LoaderFunctionArgs } from "@remix-run/node";
import { parseId } from "#app/domain/input.ts";
import { readWidget } from "#app/domain/views/read-widget.ts";
import { widgetAnswer } from "#app/doors/widgets/widget-frame.tsx";
import { matterWidget } from "./matter-widget.server.tsx";

/** How far a matter has come, for other people's pages to show in a frame. */
export const loader = ({ request, params, context }: LoaderFunctionArgs): Promise<Response> =>
  widgetAnswer(request, context, async () => {
    const { portal, directory, language } = context;
    const reading = { spaceId: directory.space.id, language, now: portal.clock.now() };
    return matterWidget(await readWidget(portal.db, parseId(params.id) ?? 0, reading), context);
  });
