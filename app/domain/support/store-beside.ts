import type { Tx } from "#db/client.ts";
import type { SupportPair } from "#db/queries/supports.ts";
import type { KindWithBeside, TakenBack } from "./beside.ts";
import type { SupportPlugs } from "./plugs.ts";
import type { BringingCommand, SupportCommand } from "./support-command.ts";

/**
 * Stores what the supports bring that were really added, a statement a kind that is among them.
 *
 * @returns whose support takes the place of one that counted already
 */
export async function storeBeside(
  tx: Tx,
  { beside }: SupportPlugs,
  added: readonly SupportCommand[],
): Promise<SupportPair[]> {
  const kinds = new Set(added.filter((command) => "beside" in command).map(({ kind }) => kind));
  const superseding: SupportPair[] = [];
  for (const kind of kinds) superseding.push(...(await storeOf(tx, beside, kind, added)));
  return superseding;
}

/**
 * Puts what the commands bring in the place of what stands beside supports that were there already, a statement a kind
 * that is among them and does that.
 *
 * @returns of whom something was replaced
 */
export async function replaceBeside(
  tx: Tx,
  { beside }: SupportPlugs,
  standing: readonly SupportCommand[],
): Promise<SupportPair[]> {
  const kinds = new Set(standing.filter((command) => "beside" in command).map(({ kind }) => kind));
  const replaced: SupportPair[] = [];
  for (const kind of kinds)
    if (beside[kind].replace) replaced.push(...(await replaceOf(tx, beside, kind, standing)));
  return replaced;
}

/**
 * What stood beside supports that were taken back, a statement a kind that is among them.
 *
 * @returns whose support gives its place back
 */
export async function takeBackBeside(
  tx: Tx,
  { beside }: SupportPlugs,
  removed: readonly (TakenBack & Pick<SupportCommand, "kind">)[],
): Promise<SupportPair[]> {
  const kinds = new Set(removed.flatMap(({ kind }) => (hasBeside(beside, kind) ? [kind] : [])));
  const standing: SupportPair[] = [];
  for (const kind of kinds) {
    const ofKind = removed.filter((command) => command.kind === kind);
    standing.push(...(await beside[kind].takeBack(tx, ofKind)));
  }
  return standing;
}

const hasBeside = (beside: SupportPlugs["beside"], kind: string): kind is KindWithBeside =>
  Object.hasOwn(beside, kind);

const storeOf = <Kind extends KindWithBeside>(
  tx: Tx,
  beside: SupportPlugs["beside"],
  kind: Kind,
  added: readonly SupportCommand[],
): Promise<SupportPair[]> => beside[kind].store(tx, broughtBy(kind, added));

const replaceOf = async <Kind extends KindWithBeside>(
  tx: Tx,
  beside: SupportPlugs["beside"],
  kind: Kind,
  standing: readonly SupportCommand[],
): Promise<SupportPair[]> => (await beside[kind].replace?.(tx, broughtBy(kind, standing))) ?? [];

/** What the commands of a kind bring. */
const broughtBy = <Kind extends KindWithBeside>(kind: Kind, commands: readonly SupportCommand[]) =>
  commands
    .filter(
      (command): command is SupportCommand & BringingCommand<Kind> =>
        command.kind === kind && "beside" in command,
    )
    .map(({ matterId, personId, at, beside: content }) => ({ matterId, personId, at, content }));
