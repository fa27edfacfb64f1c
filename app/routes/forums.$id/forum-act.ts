const FORUM_ACTS: readonly string[] = ["opinion", "helpful", "unhelpful", "reply"];

/** Whether a form's intent is one whose refusal has its own place on the page. */
export function isForumAct(intent: string | undefined): boolean {
  return intent !== undefined && FORUM_ACTS.includes(intent);
}
