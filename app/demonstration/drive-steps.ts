import { performAct } from "#app/domain/kinds/drive/clerk-acts.ts";
import { closeBatches } from "#app/domain/kinds/drive/close-batches.ts";
import { decideLine } from "#app/domain/kinds/drive/decide-line.ts";
import { deletePersonalData } from "#app/domain/kinds/drive/delete-personal-data.ts";
import { enterSheet } from "#app/domain/kinds/drive/enter-sheet.ts";
import { handIn } from "#app/domain/kinds/drive/hand-in.ts";
import { matchWaiting } from "#app/domain/kinds/drive/match-sheets.ts";
import { decideObjections, makeObjection } from "#app/domain/kinds/drive/objections.ts";
import { districtsByName } from "#app/domain/kinds/drive/paper-line.ts";
import { readSigner } from "#app/domain/kinds/drive/personal.ts";
import { listObjections } from "#db/queries/objections.ts";
import { listPaperLines } from "#db/queries/personal-reads.ts";
import { personOf } from "./drive-application.ts";
import type { DriveSeed, Story } from "./drive-story.ts";
import type { DriveStep } from "./drive-texts.ts";
import { inOrderOfNames, sheetLines } from "./paper-lines.ts";

/** Stands in letters alone, and those of the past are not kept. */
export const ORIGIN = "http://127.0.0.1";

/**
 * Does one step of a drive's way, through the function that the page of whoever takes it calls. What was signed
 * stands in the ledger before the list that holds it.
 */
export async function takeStep(context: DriveSeed, story: Story, step: DriveStep, at: Date): Promise<void> {
  const { tx, directory, services, clerkId } = context;
  const spaceId = directory.space.id;
  const { driveId: matterId, text } = story;
  const clerkDoes = (act: Parameters<typeof performAct>[1]["act"]) =>
    performAct(tx, { spaceId, matterId, clerkId, act, at }, ORIGIN);
  switch (step.act) {
    case "hand-in": {
      await closeBatches(services, at);
      await handIn(
        services,
        { spaceId, matterId, personId: personOf(context, text.representative), at },
        ORIGIN,
      );
      return;
    }
    case "object": {
      const personId = personOf(context, step.by);
      await makeObjection(services, { spaceId, matterId, personId, body: step.body, at }, ORIGIN);
      return;
    }
    case "answer-objection": {
      const waiting = (await listObjections(tx, matterId)).find(({ upheld }) => upheld === null);
      if (!waiting) throw new Error(`${text.slug} has no objection to answer.`);
      const { verdict, answer, struck } = step;
      const input = { verdict, answer, struck };
      return decideObjections(
        services,
        { spaceId, matterId, clerkId, objectionIds: [waiting.id], input, at },
        ORIGIN,
      );
    }
    case "look": {
      const reading = { spaceId, matterId, readerId: clerkId, purpose: step.purpose, at };
      await readSigner(tx, services.dataKeys, reading, personOf(context, step.at));
      return;
    }
    case "enter-sheets":
      return enterSheets(context, story, step, at);
    case "refuse-lines":
      return refuseLines(context, matterId, step.count, at);
    case "delete-data":
      await deletePersonalData(services, at);
      return;
    case "introduce":
      await closeBatches(services, at);
      return clerkDoes({ act: "introduce" });
    case "grant-shortfall":
    case "dismiss":
      return clerkDoes({ act: step.act, note: step.note });
    case "decide":
      return clerkDoes({ act: "decide", decision: step.decision });
    default:
      return clerkDoes({ act: step.act });
  }
}

async function enterSheets(
  { services, directory, clerkId }: DriveSeed,
  { driveId: matterId, seed }: Story,
  { sheets: [first, last], lines, source, doubtful, inOrder }: Extract<DriveStep, { act: "enter-sheets" }>,
  at: Date,
): Promise<void> {
  const spaceId = directory.space.id;
  const codes = directory.districts.map(({ code }) => code);
  const districts = districtsByName(directory.districts);
  let entered = at;
  for (let sheet = first; sheet <= last; sheet += 1) {
    const asSigned = sheetLines(seed, sheet, lines, sheet === last ? doubtful : 0, codes);
    const typed = sheet === inOrder ? inOrderOfNames(asSigned) : asSigned;
    const time = new Date(at.getTime() + (sheet - first) * 4 * 60_000);
    await enterSheet(services, {
      spaceId,
      matterId,
      clerkId,
      sheet,
      source,
      lines: typed,
      districts,
      at: time,
    });
    entered = time;
  }
  await matchWaiting(services, { spaceId, matterId }, entered);
}

async function refuseLines(
  { tx, directory, services, clerkId }: DriveSeed,
  matterId: number,
  count: number,
  at: Date,
) {
  const spaceId = directory.space.id;
  const lines = await listPaperLines(tx, matterId, { states: ["counted"] }, { limit: count });
  const decision = { state: "refused", reason: "not-eligible" } as const;
  for (const { sheet_id: sheetId, line } of lines)
    await decideLine(services, { spaceId, matterId, clerkId, sheetId, line, from: "counted", decision, at });
}
