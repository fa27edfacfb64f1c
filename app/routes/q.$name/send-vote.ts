import type { ErrorCode } from "#app/domain/errors.ts";
import type { Board } from "#app/domain/quick-poll/read-board.ts";

type Answer = { refused: null; choices: Board["choices"] } | { refused: ErrorCode };

/** What can be refused of a vote, as the page says it; anything else is that it could not be done now. */
const REFUSALS = [
  ...(["not-found", "quick-poll-closed", "question-over", "too-many-requests"] as const),
  ...(["invalid-input", "cross-origin"] as const),
] as const;

/** Sends a vote of this device. Nothing that goes wrong on the way is thrown. */
export async function sendVote(address: string, choice: number): Promise<Answer> {
  try {
    const response = await fetch(address, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ choice }),
    });
    const body: unknown = await response.json();
    if (response.ok) return { refused: null, choices: choicesOf(body) };
    const code = typeof body === "object" && body !== null && "code" in body ? body.code : undefined;
    return { refused: REFUSALS.find((known) => known === code) ?? "unavailable" };
  } catch {
    return { refused: "unavailable" };
  }
}

function choicesOf(body: unknown): Board["choices"] {
  if (typeof body !== "object" || body === null || !("choices" in body) || !Array.isArray(body.choices))
    return [];
  return body.choices.map(({ id, title, count }: { id: number; title: string; count: number }) => ({
    id,
    title,
    votes: count,
  }));
}
