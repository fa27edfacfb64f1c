import type { AppLoadContext } from "@remix-run/node";
import { isPortalError, PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { correctLine } from "#app/domain/kinds/drive/correct-line.ts";
import { mendSheet } from "#app/domain/kinds/drive/mend-sheet.ts";
import { districtKey, districtsByName } from "#app/domain/kinds/drive/paper-line.ts";
import { isPaperReason } from "#app/domain/kinds/drive/paper-match.ts";
import { type Reading, readPaperLines } from "#app/domain/kinds/drive/personal.ts";
import type { SheetRead } from "#app/domain/kinds/drive/read-paper.ts";
import { readWaitingLines } from "#app/domain/kinds/drive/read-waiting.ts";
import type { FaultyLine } from "#app/domain/kinds/drive/sheet-faults.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { permittedViewer } from "#app/doors/guard.ts";
import { type PageWrite, textFields } from "#app/doors/page.ts";
import { fieldsOfLines, lineOfFields, linesInForm } from "#app/doors/pages/sheet-fields.ts";

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

/** A sheet's form as it was typed, by which version. */
export interface WaitingForm {
  seen: number;
  fields: Record<string, string>;
}

/** Somebody else typed on the sheet since, or it was matched: what stands there by now, beside what was typed here. */
export interface MendingConflict {
  typed: Record<string, string>;
  /** Null: it waits no longer. */
  standing: WaitingForm | null;
}

/** Of the record, which is Korean as everything that an office of the city writes. */
const CONFLICT_PURPOSE = "고치는 동안 바뀐 서명부 확인";

/** The forms of a sheet's page: to open it for a purpose, to mend what waits, and to correct a line that was matched. */
export async function writeSheet(
  context: AppLoadContext,
  matterId: number,
  { sheetId, lines, waiting }: Pick<SheetRead, "sheetId" | "lines" | "waiting">,
  { viewer, form, now }: PageWrite,
): Promise<
  | { shown: Record<number, WrittenLine>; waits: WaitingForm | null; purpose: string }
  | { mended: FaultyLine[] }
  | { conflict: MendingConflict }
  | { corrected: number }
> {
  const { portal, directory } = context;
  const fields = textFields(form);
  const where = { spaceId: directory.space.id, matterId, at: now };
  const districts = districtsByName(directory.districts);
  const { dataKeys } = portal.signing;
  const readWaiting = async (reading: Reading): Promise<WaitingForm | null> => {
    const read = await readWaitingLines(portal.db, dataKeys, reading, sheetId);
    return read.lines.length > 0 ? formOf(read, districts) : null;
  };
  if (fields.intent === "look") {
    permittedViewer(context, "drive.read-personal");
    const purpose = fields.purpose ?? "";
    const reading = { ...where, readerId: viewer.personId, purpose };
    const waits = waiting.length > 0 ? await readWaiting(reading) : null;
    const entries = lines.length > 0 ? await readPaperLines(portal.db, dataKeys, reading, { sheetId }) : [];
    const shown: Record<number, WrittenLine> = {};
    for (const { from, name, birthDate, address, district } of entries)
      if ("sheet" in from)
        shown[from.line] = {
          name,
          birthDate: birthDate ?? "",
          address: address ?? "",
          district: district ?? "",
        };
    return { shown, waits, purpose };
  }
  const [intent, over] = (fields.intent ?? "").split(":");
  if (intent === "mend") {
    const asked = {
      ...where,
      clerkId: viewer.personId,
      sheetId,
      seen: Number(over ?? fields.seen),
      // What is not in the form stays: somebody may have entered further lines since.
      lines: linesInForm(fields).map((line) => lineOfFields(fields, line)),
      districts,
    };
    try {
      return { mended: await mendSheet(portal.signing, asked) };
    } catch (error) {
      if (!isPortalError(error) || error.code !== "changed-meanwhile") throw error;
      permittedViewer(context, "drive.read-personal");
      const reading = { ...where, readerId: viewer.personId, purpose: CONFLICT_PURPOSE };
      return { conflict: { typed: fields, standing: await readWaiting(reading) } };
    }
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
    districts,
  });
  portal.live.publish(`matter:${matterId}`, { count });
  return { corrected: line };
}

/** Of a district that was typed in words, the choice that it is. */
function formOf(
  { lines, seen }: Awaited<ReturnType<typeof readWaitingLines>>,
  districts: ReadonlyMap<string, string>,
): WaitingForm {
  const chosen = lines.map((line) => ({
    ...line,
    district: districts.get(districtKey(line.district)) ?? "",
  }));
  return { seen, fields: fieldsOfLines(chosen) };
}
