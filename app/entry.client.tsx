import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { keepTypedEarly } from "#app/components/typed-early.ts";
import { fetchTexts } from "#app/i18n/client.ts";

/**
 * RemixBrowser suspends at its root until the loaders' data is decoded. A touch at that moment makes React hydrate at
 * once; a suspended root cannot (React error 345): the touch is lost and the page drawn anew. So it is called once
 * before it is rendered: it throws the promise that it would suspend on, before its first hook. With a finger that
 * taps all the time on a slow phone, 5 to 9 of 14 loads failed without this.
 */
async function decodeData(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (decoding) {
    await decoding;
  }
}

/** The page's texts come first: hydrating without them would replace the server's words with keys. */
async function hydrate(): Promise<void> {
  await Promise.all([fetchTexts("citizen"), decodeData()]);
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  });
}

keepTypedEarly();
void hydrate();
