import type { AppLoadContext } from "@remix-run/node";
import { isPortalError, PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { decideLine } from "#app/domain/kinds/drive/decide-line.ts";
import { isPaperReason } from "#app/domain/kinds/drive/paper-match.ts";
import type { ListEntry } from "#app/domain/kinds/drive/personal.ts";
import type { DoubtfulLine } from "#app/domain/kinds/drive/read-paper.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { Portal } from "#app/portal.ts";

/** As many as one looks at in one go: each look at names is on record. */
export const LINES_A_PAGE = 20;

const TYPED_CELLS = ["name", "birthDate", "address", "district", "note"] as const;

type Rows = readonly DoubtfulLine[];

export function doubtfulOf(
  rows: Rows,
  { directory, language }: Pick<AppLoadContext, "directory" | "language">,
) {
  const labels = labelsOf(directory, language);
  return rows.map(({ sheet_id, sheet, line, district, reasons }) => ({
    sheetId: sheet_id,
    sheet,
    line,
    district: labels.district(district),
    reasons: reasons.filter(isPaperReason),
  }));
}

export type DoubtfulLineView = ReturnType<typeof doubtfulOf>[number];

/** The same lines with what is written on them. */
export function shownOf(
  rows: Rows,
  entries: readonly ListEntry[],
  context: Parameters<typeof doubtfulOf>[1],
) {
  const byPlace = new Map(
    entries.flatMap((entry) =>
      "sheet" in entry.from ? [[`${entry.from.sheet}/${entry.from.line}`, entry]] : [],
    ),
  );
  return doubtfulOf(rows, context).flatMap((line) => {
    const entry = byPlace.get(`${line.sheetId}/${line.line}`);
    if (!entry) return [];
    const { name, birthDate, address, typed = {} } = entry;
    const asTyped = TYPED_CELLS.flatMap((cell) => (typed[cell] ? [{ cell, text: typed[cell] }] : []));
    return [{ ...line, name, birthDate, address, asTyped }];
  });
}

/**
 * Decides on the lines of a form, one by one: each is a transaction of its own, so one that somebody else was faster
 * with keeps none of the others from being decided.
 */
export async function decideLines(
  { signing, live }: Portal,
  { spaceId, matterId }: { spaceId: number; matterId: number },
  clerkId: number,
  fields: Record<string, string>,
  at: Date,
): Promise<{ decided: number; overtaken: number }> {
  let [decided, overtaken] = [0, 0];
  for (const [name, value] of Object.entries(fields)) {
    const [, sheet, place] = /^decision\.(\d+)\.(\d+)$/.exec(name) ?? [];
    const [sheetId, line] = [parseId(sheet), parseId(place)];
    if (sheetId === undefined || line === undefined || value === "open") continue;
    const decision = decisionOf(value, fields[`reason.${sheetId}.${line}`]);
    try {
      const { count } = await decideLine(signing, {
        spaceId,
        matterId,
        clerkId,
        sheetId,
        line,
        from: "doubtful",
        decision,
        at,
      });
      live.publish(`matter:${matterId}`, { count });
      decided += 1;
    } catch (error) {
      if (!isPortalError(error) || error.code !== "changed-meanwhile") throw error;
      overtaken += 1;
    }
  }
  return { decided, overtaken };
}

function decisionOf(value: string, reason: string | undefined) {
  if (value === "counted") return { state: "counted" as const };
  if (value !== "refused" || !isPaperReason(reason)) throw new PortalError("bad-request");
  return { state: "refused" as const, reason };
}
