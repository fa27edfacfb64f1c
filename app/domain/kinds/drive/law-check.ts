import type { Fault, LedgerCheck } from "#app/domain/ledger/fault.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import { listLines } from "#db/queries/events.ts";
import { listStatuteVersions } from "#db/queries/statutes.ts";

/** Each version of a statute is the one that its line speaks of. */
export const LAW_LEDGER_CHECK: LedgerCheck = async (db, spaceId) => {
  const lines = await listLines(db, spaceId, "statute-published");
  const versions = await listStatuteVersions(db, spaceId);
  const definitions = new Map(
    versions.map(({ code, version, definition }) => [`${code}/${version}`, definition]),
  );
  const fault = (line: number | null): Fault => ({
    check: "statutes",
    line,
    matter: null,
    says: "the statute is not the one that the line speaks of, or one of the two is missing",
  });
  for (const { seq, data } of lines) {
    const definition = definitions.get(`${data.code}/${data.version}`);
    // Lines from before texts were hashed called it by its own name.
    if (!definition || hashTexts(definition) !== (data.text ?? data.definition)) return fault(seq);
  }
  return versions.length === lines.length ? undefined : fault(null);
};
