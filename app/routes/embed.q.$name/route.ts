import type { LoaderFunctionArgs } from "@remix-run/node";
import { tidyName } from "#app/domain/quick-poll/name.ts";
import { readShownPoll } from "#app/doors/quick-poll-param.ts";
import { widgetAnswer } from "#app/doors/widgets/widget-frame.tsx";
import { quickWidget } from "./quick-widget.server.tsx";

/** How a one-touch poll stands, for other people's pages to show in a frame; one votes on its own page. */
export const loader = ({ request, params, context }: LoaderFunctionArgs): Promise<Response> =>
  widgetAnswer(request, context, async () => {
    const name = tidyName(params.name ?? "");
    return quickWidget(await readShownPoll(context, name, undefined, context.portal.clock.now()), context);
  });
