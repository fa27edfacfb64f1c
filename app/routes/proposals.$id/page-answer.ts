import type { Refused } from "#app/components/use-refusal.ts";

/** What the page's action says when it did not do what was asked. */
export type PageAnswer = Refused | { unreachable: true } | undefined;

/** What was refused of this intent, or of one that begins with it; undefined: nothing. */
export function refusedOf(answer: PageAnswer, intent: string): Refused | undefined {
  if (!answer || "unreachable" in answer) return undefined;
  const said = answer.typed.intent ?? "";
  return said === intent || said.startsWith(`${intent}:`) ? answer : undefined;
}

const AGREEMENT = ["agree", "withdraw-agreement"];

/** What of it is told beside the count: all that has no place of its own on the page. */
export function agreementAnswer(answer: PageAnswer): PageAnswer {
  if (!answer || "unreachable" in answer) return answer;
  const [act] = (answer.typed.intent ?? "").split(":");
  const isElsewhere = act !== undefined && ["verdict", "comment", "answer", "withdraw-comment"].includes(act);
  return isElsewhere ? undefined : answer;
}

/** Whether a navigation is a touch of the button of agreement, or of what takes it back. */
export const isAgreement = (intent: FormDataEntryValue | null | undefined): boolean =>
  typeof intent === "string" && AGREEMENT.includes(intent);
