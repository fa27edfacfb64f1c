import { RemixBrowser } from "@remix-run/react";
import { StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { clientI18n, fetchTexts } from "#app/i18n/client.ts";

/**
 * The page's texts come first: hydrating without them would replace the server's words with keys. In one go and not as a
 * transition: a touch in the middle of one that goes in parts is lost (a radio button jumps back) or breaks the root
 * (React's error 345), and phones are slow enough to meet that.
 */
async function hydrate(): Promise<void> {
  await fetchTexts("citizen");
  hydrateRoot(
    document,
    <StrictMode>
      <I18nextProvider i18n={clientI18n}>
        <RemixBrowser />
      </I18nextProvider>
    </StrictMode>,
  );
}

void hydrate();
