import type { BrowserReader } from "./readers.ts";

/**
 * Says at the top of a route's module whose texts its page needs beside the citizen's, and waits for them:
 * `await loadTexts("clerk");`. A module is evaluated before its page is drawn, at the first load and at each
 * navigation, so no page shows a key for a moment. On the server every text is there.
 */
export async function loadTexts(...readers: BrowserReader[]): Promise<void> {
  if (import.meta.env.SSR) return;
  const { fetchTexts } = await import("./client.ts");
  await Promise.all(readers.map(fetchTexts));
}
