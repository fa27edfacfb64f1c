import type { AppLoadContext } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { enterSheet } from "#app/domain/kinds/drive/enter-sheet.ts";
import { importPaper } from "#app/domain/kinds/drive/import-paper.ts";
import { districtsByName, LINES_PRINTED, type TypedLine } from "#app/domain/kinds/drive/paper-line.ts";
import { uploadRegister } from "#app/domain/kinds/drive/register-extract.ts";
import { inTurn } from "#app/doors/guard.ts";
import { type PageWrite, textFields } from "#app/doors/page.ts";
import { isEmptyLine, lineOfFields } from "#app/doors/pages/sheet-fields.ts";
import { LARGEST_UPLOAD_BYTES } from "#app/platform/picture.ts";

/** The lines of a sheet's form that hold anything. */
const linesOf = (fields: Record<string, string>): TypedLine[] =>
  Array.from({ length: LINES_PRINTED }, (_, index) => lineOfFields(fields, index + 1)).filter(
    (line) => !isEmptyLine(line),
  );

async function fileOf(form: FormData): Promise<Uint8Array> {
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0)
    throw new PortalError("invalid-input", { faults: [{ field: "file", code: "required" }] });
  if (file.size > LARGEST_UPLOAD_BYTES) throw new PortalError("too-large");
  return new Uint8Array(await file.arrayBuffer());
}

/** The three forms of a drive's paper page; each answers with what became of what was sent. */
export async function writePaper(
  context: AppLoadContext,
  matterId: number,
  { viewer, form, now }: PageWrite,
) {
  const { portal, directory } = context;
  const { signing, live } = portal;
  const fields = textFields(form);
  const inFileTurn = <T>(work: () => Promise<T>) => inTurn(context, "table", String(viewer.personId), work);
  const common = {
    spaceId: directory.space.id,
    matterId,
    clerkId: viewer.personId,
    districts: districtsByName(directory.districts),
    at: now,
  };
  switch (fields.intent) {
    case "sheet": {
      const lines = linesOf(fields);
      if (lines.length === 0)
        throw new PortalError("invalid-input", { faults: [{ field: "lines", code: "required" }] });
      const sheet = parseId(fields.sheet?.trim()) ?? 0;
      const entered = await enterSheet(signing, { ...common, sheet, source: "hand", lines });
      const faulty = entered.faulty.map(({ line, faults }) => ({ row: line, why: faults }));
      return { report: { ...entered, sheet, faulty: { rows: faulty, count: faulty.length } } };
    }
    case "csv": {
      const file = await fileOf(form);
      return { report: await inFileTurn(() => importPaper(signing, file, common)) };
    }
    case "register": {
      const mode = fields.mode === "add" ? ("add" as const) : ("replace" as const);
      const file = await fileOf(form);
      const register = await inFileTurn(() => uploadRegister(signing, file, { ...common, mode }));
      live.publish(`matter:${matterId}`, { count: register.count });
      return { register };
    }
    default:
      throw new PortalError("bad-request");
  }
}
