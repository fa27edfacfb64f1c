const FORUM_ACTS = ["opinion", "helpful", "unhelpful", "reply", "verdict"] as const;
type ForumAct = (typeof FORUM_ACTS)[number];

/**
 * What a form's intent asks for: `opinion:MARK` gives one in spite of another that stands, and was shown. Undefined: no
 * act whose refusal has its own place on the page.
 */
export function forumActOf(intent: string | undefined): ForumAct | undefined {
  const [act] = (intent ?? "").split(":");
  return FORUM_ACTS.find((one) => one === act);
}
