import { isWholeName } from "#app/platform/person-name.ts";
import type { Tx } from "#db/client.ts";
import { listOnline, listPaperHashes } from "#db/queries/paper-meetings.ts";
import { countRegister, listRegistered } from "#db/queries/register.ts";
import type { PaperServices } from "./enter-sheet.ts";
import type { ReadLine } from "./paper-line.ts";
import { againstRegister, againstTwice, type LineFacts, stateOf } from "./paper-match.ts";

/**
 * Meets the lines with what is known of their people, one after another: two of one person may stand on one sheet.
 *
 * @param but a line that is there already and is looked at anew
 * @returns also whose signatures online were met: the caller puts each on record
 */
export async function matchLines(
  tx: Tx,
  { matcher }: Pick<PaperServices, "matcher">,
  matterId: number,
  lines: readonly ReadLine[],
  but?: { sheetId: number; line: number },
) {
  const hashed = lines.map((read) => {
    const { name, birthDate } = read.entry;
    const known = birthDate !== null && isWholeName(name);
    return { read, hash: known ? matcher.hash(matterId, name, birthDate) : null };
  });
  const hashes = hashed.flatMap(({ hash }) => (hash ? [hash] : []));
  const signed = await listOnline(tx, matterId, hashes);
  const online = new Set(signed.map(({ match_hash }) => hex(match_hash)));
  const paper = new Map<string, "counted" | "doubtful">();
  const note = (hash: string, state: string) => {
    if (state === "counted" || (state === "doubtful" && paper.get(hash) === undefined))
      paper.set(hash, state);
  };
  for (const row of await listPaperHashes(tx, matterId, hashes))
    if (row.sheet_id !== but?.sheetId || row.line !== but.line) note(hex(row.match_hash), row.state);
  const register = await readRegister(tx, matcher, matterId, lines);

  const rows = hashed.map(({ read, hash }) => {
    const name = hash && hex(hash);
    const facts: LineFacts = {
      online: name !== null && online.has(name),
      paper: name === null ? null : (paper.get(name) ?? null),
      register: register && (name === null ? undefined : (register(read) ?? null)),
    };
    const reasons = [
      ...read.reasons,
      ...againstTwice(facts),
      ...againstRegister(facts.register, read.entry.district),
    ];
    const state = stateOf(reasons, facts.paper);
    if (name !== null) note(name, state);
    return { read, hash, state, reasons };
  });
  return { rows, met: signed.map(({ person_id }) => person_id) };
}

/**
 * What a register's extract says of the people on these lines; one from before knows them by their former keys.
 *
 * @returns undefined when there is no extract
 */
async function readRegister(
  tx: Tx,
  matcher: PaperServices["matcher"],
  matterId: number,
  lines: readonly ReadLine[],
) {
  if ((await countRegister(tx, matterId)) === 0) return undefined;
  const keysOf = ({ entry: { name, birthDate } }: ReadLine) =>
    birthDate === null
      ? []
      : [matcher.hash(matterId, name, birthDate), matcher.formerHash(matterId, name, birthDate)];
  const rows = await listRegistered(tx, matterId, lines.flatMap(keysOf));
  const byKey = new Map(rows.map((row) => [hex(row.match_hash), row]));
  return (line: ReadLine) => {
    const [now, former] = keysOf(line).map((key) => byKey.get(hex(key)));
    return now ?? former;
  };
}

export const hex = (hash: Buffer) => hash.toString("hex");
