import type { LoaderFunctionArgs } from "@remix-run/node";
import { parseId } from "#app/domain/input.ts";
import { readPollChart } from "#app/doors/widgets/poll-chart.ts";
import { widgetAnswer } from "#app/doors/widgets/widget-frame.tsx";
import { chartWidget } from "./chart-widget.server.tsx";

/** What was answered to one question of a poll, for other people's pages to show in a frame. */
export const loader = ({ request, params, context }: LoaderFunctionArgs): Promise<Response> =>
  widgetAnswer(request, context, async () =>
    chartWidget(await readPollChart(context, parseId(params.id) ?? 0, params.question ?? ""), context),
  );
