import { useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useState } from "react";
import type { Board } from "#app/domain/quick-poll/read-board.ts";
import { votesOf } from "#app/domain/quick-poll/votes-of.ts";
import { listenTo } from "../live-channel.ts";
import { useSpacePath } from "../space-path.ts";

/** The longest that a browser's timer counts. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** How the poll of this page stands, as it goes on, beginning with what the page was rendered with. */
export function useBoard(initial: Board, name: string, isOpen: boolean) {
  const address = useSpacePath()(`/q/${encodeURIComponent(name)}/live`);
  const [live, setLive] = useState<Board | null>(null);
  const [over, setOver] = useState(false);
  const board = live ?? initial;
  const { closesAt } = board;

  // As in use-live-count.ts: the stream begins with how it stands, so what was rendered anew is followed from there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `initial` is why, not what, this runs.
  useEffect(() => {
    setLive(null);
    return listenTo(address, (message) => {
      const heard = boardOf(message);
      if (heard) setLive(heard);
    });
  }, [address, initial]);
  // It ends by the clock, also before the eyes of who looks at it; its maker may end it sooner.
  useEffect(() => {
    const left = Date.parse(closesAt) - Date.now();
    setOver(left <= 0);
    if (left <= 0 || left > LONGEST_TIMER_MS) return undefined;
    const timer = window.setTimeout(() => setOver(true), left);
    return () => window.clearTimeout(timer);
  }, [closesAt]);
  // Moderators hid it: the page asks what is left of it.
  const { revalidate } = useRevalidator();
  const isHidden = live?.hidden ?? false;
  useEffect(() => {
    if (isHidden) revalidate();
  }, [isHidden, revalidate]);
  /** What an answer said of the choices, for who hears nothing. */
  const put = useCallback(
    (choices: Board["choices"]) => {
      setLive({ ...board, choices, votes: votesOf(choices) });
    },
    [board],
  );
  return { board, open: isOpen && !over && !board.hidden, put };
}

function boardOf(message: unknown): Board | null {
  if (typeof message !== "object" || message === null || !("board" in message)) return null;
  if (typeof message.board !== "string") return null;
  try {
    const board: unknown = JSON.parse(message.board);
    return isBoard(board) ? board : null;
  } catch {
    return null;
  }
}

function isBoard(value: unknown): value is Board {
  return (
    typeof value === "object" &&
    value !== null &&
    "choices" in value &&
    Array.isArray(value.choices) &&
    "question" in value &&
    typeof value.question === "number"
  );
}
