import type { AppLoadContext } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { FIGURES, type Figure, type FigureLabels, figureRows } from "#app/domain/views/results/figures.ts";
import { resultsReader } from "#app/domain/views/results/read-results.ts";
import { parseScope } from "#app/domain/views/results/scope.ts";
import { translator } from "#app/i18n/server.ts";

/**
 * The dashboard's figures as tables, in the reader's language: the one that is asked for, and counted for, or all.
 *
 * @throws PortalError "invalid-input" for a scope, or a figure, that there is not
 */
export async function resultsFigures(
  parameters: URLSearchParams,
  { portal, directory, language }: AppLoadContext,
) {
  const figure = figureAsked(parameters);
  const now = portal.clock.now();
  const scope = parseScope(parameters, directory, now);
  const t = translator(language, directory.space.kind);
  const labels = labelsOf(directory, language);
  const read = resultsReader(portal.db, directory, scope, now);
  const named: FigureLabels = {
    step: (step) => t(`results:flow.step.${step}`),
    category: labels.category,
    district: labels.district,
    office: (code) => labels.offices[code] ?? code,
    decision: (decision) => t(`common:decisionShort.${decision}`),
  };
  const asked = figure === undefined ? FIGURES : [figure];
  const figures = await Promise.all(
    asked.map(async (one) => [one, await figureRows(one, read, named)] as const),
  );
  return { scope, figures };
}

/** Undefined: none is asked for. */
function figureAsked(parameters: URLSearchParams): Figure | undefined {
  const said = parameters.get("figure") || undefined;
  const figure = FIGURES.find((one) => one === said);
  if (said !== undefined && figure === undefined)
    throw new PortalError("invalid-input", { faults: [{ field: "figure", code: "unknown-choice" }] });
  return figure;
}
