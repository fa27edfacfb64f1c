import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { clientI18n, fetchTexts } from "#app/i18n/client.ts";

/**
 * RemixBrowser suspends at its root until the loaders' data, which ends the page, is read. Somebody's touch at that
 * moment makes React hydrate at once; a suspended root cannot (React error 345), the touch is lost and the page drawn
 * anew. On a slow line that moment is long, so hydration waits for the data.
 */
async function untilDataIsHere(): Promise<void> {
  const { stream } = window.__remixContext;
  if (!stream) return;
  const [forRemix, ours] = stream.tee();
  window.__remixContext.stream = forRemix;
  const reader = ours.getReader();
  while (!(await reader.read()).done);
}

/** The page's texts come first: hydrating without them would replace the server's words with keys. */
async function hydrate(): Promise<void> {
  await Promise.all([fetchTexts("citizen"), untilDataIsHere()]);
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={clientI18n}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    );
  });
}

void hydrate();
