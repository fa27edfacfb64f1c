import { useEffect, useState } from "react";
import { useSpacePath } from "#app/components/space-path.ts";
import type { Message } from "#app/domain/quick-poll/chat.ts";
import type { QuickPageData } from "./quick-page.server.ts";

/** What is kept for everybody may be so old; then it is read once more. */
const KEPT_MS = 1_500;

/**
 * The newest messages, read again when something was said or hidden.
 *
 * @param talk see `Board`, as it was heard last
 */
export function useMessages(page: QuickPageData, talk: number): readonly Message[] {
  const address = useSpacePath()(`/api/v1/quick-polls/${encodeURIComponent(page.name)}/messages`);
  const [read, setRead] = useState(page.messages);
  // Of a chat that was off the page was given nothing.
  const given = page.board.chat ? page.board.talk : -1;
  const [seen, setSeen] = useState(given);
  useEffect(() => {
    setRead(page.messages);
    setSeen(given);
  }, [page, given]);
  useEffect(() => {
    if (talk <= seen) return undefined;
    const leave = new AbortController();
    const load = () =>
      fetch(address, { signal: leave.signal })
        .then((response) => (response.ok ? response.json() : undefined))
        .then((body: unknown) => setRead((known) => itemsOf(body) ?? known))
        .catch(() => undefined); // the next message, or a reload, shows them
    void load();
    const again = window.setTimeout(() => void load().then(() => setSeen(talk)), KEPT_MS);
    return () => {
      leave.abort();
      window.clearTimeout(again);
    };
  }, [address, talk, seen]);
  return read;
}

function itemsOf(body: unknown): Message[] | undefined {
  if (typeof body !== "object" || body === null || !("items" in body)) return undefined;
  return Array.isArray(body.items) ? body.items : undefined;
}
