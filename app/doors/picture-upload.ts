import type { AppLoadContext } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { LARGEST_UPLOAD_BYTES } from "#app/platform/picture.ts";
import { inTurn, takeLimit } from "./guard.ts";

/**
 * The file that was chosen in a form's `picture`; a picture comes along with whichever of the form's buttons was pressed.
 *
 * @param needed the button is the one that adds it
 * @returns undefined: none was chosen
 * @throws PortalError "invalid-input" where one is needed, "too-large"
 */
export function chosenPicture(form: FormData, needed: boolean): File | undefined {
  const file = form.get("picture");
  if (!(file instanceof File) || file.size === 0) {
    if (needed) throw new PortalError("invalid-input", { faults: [{ field: "picture", code: "required" }] });
    return undefined;
  }
  if (file.size > LARGEST_UPLOAD_BYTES) throw new PortalError("too-large");
  return file;
}

/**
 * Has a picture re-encoded and kept, as often as somebody may, in turn.
 *
 * @throws PortalError "too-many-requests", "unavailable", and what `add` throws
 */
export async function addInTurn<T>(
  context: AppLoadContext,
  personId: number,
  file: File,
  add: (bytes: Uint8Array) => Promise<T>,
): Promise<T> {
  await takeLimit(context, "picture", String(personId));
  const bytes = new Uint8Array(await file.arrayBuffer());
  return inTurn(context, "picture", String(personId), () => add(bytes));
}
