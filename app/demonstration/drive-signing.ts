import { seoulDay } from "#app/domain/calendar/dates.ts";
import { closeBatches } from "#app/domain/kinds/drive/close-batches.ts";
import { sealSignature } from "#app/domain/kinds/drive/sign.ts";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { applyGroup } from "#app/domain/support/apply-group.ts";
import type { SupportCommand } from "#app/domain/support/support-command.ts";
import type { DriveSeed, PlannedSignature } from "./drive-story.ts";
import type { Act } from "./story.ts";

/** As many as the support writer takes into a group. */
const LARGEST_GROUP = 1_000;
/** A portal records every hour; here a line of the ledger is to stand for some hundreds. */
const RECORDED_AT_ONCE = 1_500;

/**
 * Everybody's signatures, a day in Seoul a group whatever the drive: two thousand groups of a drive and a day each
 * took as long as all the rest.
 */
export function signingActs(context: DriveSeed, signatures: PlannedSignature[]): Act[] {
  const days = new Map<string, PlannedSignature[]>();
  for (const signature of signatures.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const day = seoulDay(signature.at);
    const group = days.get(day) ?? [];
    if (group.length === 0) days.set(day, group);
    group.push(signature);
  }
  let unrecorded = 0;
  return [...days.values()].map((group): Act => {
    const at = group.at(-1)?.at ?? context.now;
    return {
      at,
      async do() {
        await sign(context, group);
        unrecorded += group.length;
        if (unrecorded < RECORDED_AT_ONCE) return;
        await closeBatches(context.services, at);
        unrecorded = 0;
      },
    };
  });
}

async function sign({ tx, directory, services }: DriveSeed, group: PlannedSignature[]): Promise<void> {
  const commands: SupportCommand[] = [];
  for (const { story, resident, at } of group) {
    const { driveId: matterId, certified } = story;
    if (!certified) throw new Error(`${story.text.slug} is signed before it began.`);
    const { personId, citizen } = resident;
    const signature = await sealSignature(services, certified, personId, citizen, citizen.district);
    commands.push({
      spaceId: directory.space.id,
      matterId,
      personId,
      kind: "drive",
      change: "add",
      at,
      beside: signature,
    });
  }
  for (let from = 0; from < commands.length; from += LARGEST_GROUP) {
    const outcomes = await applyGroup(tx, SUPPORT_PLUGS, commands.slice(from, from + LARGEST_GROUP));
    const refused = outcomes.find(({ result }) => result !== "added");
    if (refused)
      throw new Error(`A signature of the demonstration was not taken: ${JSON.stringify(refused)}`);
  }
}
