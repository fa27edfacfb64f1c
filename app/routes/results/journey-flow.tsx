import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { Flow, FlowStep } from "#app/domain/views/results/flow.ts";
import { proposalsBehind } from "#app/domain/views/results/lists.ts";
import type { Scope } from "#app/domain/views/results/ranges.ts";
import { type FlowShape, layOut, type PlacedStep } from "./flow-layout.ts";

const LYING: FlowShape = { upright: false, pitch: 190, whole: 230, room: 58, thickness: 12, aside: 150 };
const UPRIGHT: FlowShape = { upright: true, pitch: 92, whole: 164, room: 86, thickness: 12, aside: 172 };

interface JourneyFlowProps {
  flow: Flow;
  scope: Scope;
  /** What the first number of the rules is, in words. */
  nameOf: (step: FlowStep) => string;
}

/**
 * How far proposals came, as a river: each step as broad as the proposals that came to it, and one that any came to a link
 * to them. It lies on a wide screen and stands on a phone, where one of the two drawings is left out; it is drawn on the
 * server, and the table says the same.
 */
export function JourneyFlow({ flow, scope, nameOf }: JourneyFlowProps) {
  const { t } = useTranslation("results");
  const { t: common } = useTranslation();
  const format = useFormat();
  const published = flow.nodes.find(({ step }) => step === "published")?.proposals ?? 0;
  const drawing = { flow, scope, nameOf };
  return (
    <figure className="journey-flow">
      <figcaption className="sr-only">{t("flow.caption")}</figcaption>
      <Drawing {...drawing} shape={LYING} />
      <Drawing {...drawing} shape={UPRIGHT} />
      <details className="figure-table">
        <summary>{common("chart.table")}</summary>
        <TableView
          caption={t("flow.caption")}
          rows={flow.nodes}
          rowKey={({ step }) => step}
          columns={[
            {
              key: "step",
              label: t("flow.stepHead"),
              cell: ({ step, proposals }) =>
                proposals === 0 ? (
                  nameOf(step)
                ) : (
                  <Link to={proposalsBehind(scope, { step })}>{nameOf(step)}</Link>
                ),
            },
            {
              key: "proposals",
              label: t("proposals"),
              numeric: true,
              cell: ({ proposals }) => format.number(proposals),
            },
            {
              key: "share",
              label: t("flow.share"),
              numeric: true,
              cell: ({ proposals }) => format.percent(published === 0 ? 0 : proposals / published),
            },
          ]}
        />
      </details>
    </figure>
  );
}

function Drawing({ flow, scope, nameOf, shape }: JourneyFlowProps & { shape: FlowShape }) {
  const { t } = useTranslation("results");
  const { steps, ribbons, length, breadth } = layOut(flow, shape);
  const { upright } = shape;
  // The last names stand beyond the last steps; a stroke may stand out by half of its width.
  const [width, height] = upright ? [breadth + 2, length + 48] : [length + 140, breadth + 2];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset
    <svg
      className={upright ? "flow-drawing is-upright" : "flow-drawing is-lying"}
      viewBox={`-1 -1 ${width} ${height}`}
      role="group"
      aria-label={t("flow.caption")}
    >
      {ribbons.map(({ from, to, path }) => (
        <path key={`${from} ${to}`} className={`flow-ribbon to-${to}`} d={path} />
      ))}
      {steps.map((placed) => (
        <Step key={placed.step} {...placed} name={nameOf(placed.step)} scope={scope} upright={upright} />
      ))}
    </svg>
  );
}

interface StepProps extends PlacedStep {
  name: string;
  scope: Scope;
  upright: boolean;
}

function Step({ step, proposals, name, scope, upright, ...box }: StepProps) {
  const format = useFormat();
  const [x, y] = upright ? [box.x, box.y + 34] : [box.x + 22, box.y + 17];
  const words = (
    <>
      <text x={x} y={y} className="flow-count">
        {format.number(proposals)}
      </text>{" "}
      <text x={x} y={y + (upright ? 17 : 20)} className="flow-name">
        {name}
      </text>
    </>
  );
  // Behind none there is no list.
  if (proposals === 0) return <g className="flow-step is-none">{words}</g>;
  return (
    <Link to={proposalsBehind(scope, { step })} className="flow-step">
      <rect className={`flow-bar of-${step}`} rx="2" {...box} />
      {words}
    </Link>
  );
}
