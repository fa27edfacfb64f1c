import type { AppLoadContext } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { correctLine } from "#app/domain/kinds/drive/correct-line.ts";
import { districtsByName } from "#app/domain/kinds/drive/paper-line.ts";
import { isPaperReason } from "#app/domain/kinds/drive/paper-match.ts";
import { readPaperLines } from "#app/domain/kinds/drive/personal.ts";
import type { SheetRead } from "#app/domain/kinds/drive/read-paper.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { permittedViewer } from "#app/doors/guard.ts";
import { type PageWrite, textFields } from "#app/doors/page.ts";

/** The lines of a sheet in the reader's language, with what they were before; nothing in it names a signer. */
export function linesOf(
  { lines, versions }: SheetRead,
  { directory, language }: Pick<AppLoadContext, "directory" | "language">,
) {
  const labels = labelsOf(directory, language);
  return lines.map(({ line, district, state, reasons, version }) => ({
    line,
    district: labels.district(district),
    state,
    reasons: reasons.filter(isPaperReason),
    version,
    before: versions
      .filter((one) => one.line === line)
      .map((one) => ({
        version: one.version,
        state: one.state,
        reasons: one.reasons.filter(isPaperReason),
        by: one.public_name,
        at: one.replaced_at.toISOString(),
        note: one.note,
      })),
  }));
}

export type SheetLineView = ReturnType<typeof linesOf>[number];

/** What is written on the lines, for the forms that correct them. */
export interface WrittenLine {
  name: string;
  birthDate: string;
  address: string;
  district: string;
}

/** The two forms of a sheet's page: to open it for a purpose, and to correct a line. */
export async function writeSheet(
  context: AppLoadContext,
  matterId: number,
  sheetId: number,
  { viewer, form, now }: PageWrite,
): Promise<{ shown: Record<number, WrittenLine>; purpose: string } | { corrected: number }> {
  const { portal, directory } = context;
  const fields = textFields(form);
  const where = { spaceId: directory.space.id, matterId, at: now };
  if (fields.intent === "look") {
    permittedViewer(context, "drive.read-personal");
    const purpose = fields.purpose ?? "";
    const reading = { ...where, readerId: viewer.personId, purpose };
    const entries = await readPaperLines(portal.db, portal.signing.dataKeys, reading, { sheetId });
    const shown: Record<number, WrittenLine> = {};
    for (const { from, name, birthDate, address, district } of entries)
      if ("sheet" in from)
        shown[from.line] = {
          name,
          birthDate: birthDate ?? "",
          address: address ?? "",
          district: district ?? "",
        };
    return { shown, purpose };
  }
  const [line, version] = [parseId(fields.line), parseId(fields.version)];
  if (fields.intent !== "correct" || line === undefined || version === undefined)
    throw new PortalError("bad-request");
  const { name = "", birthDate = "", address = "", district = "" } = fields;
  const { count } = await correctLine(portal.signing, {
    ...where,
    clerkId: viewer.personId,
    sheetId,
    version,
    typed: {
      line,
      name,
      birthDate,
      address,
      district,
      unreadable: fields.unreadable === "yes",
      unsigned: fields.unsigned === "yes",
    },
    input: fields,
    districts: districtsByName(directory.districts),
  });
  portal.live.publish(`matter:${matterId}`, { count });
  return { corrected: line };
}
