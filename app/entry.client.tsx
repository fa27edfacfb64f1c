import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { clientI18n, fetchTexts } from "#app/i18n/client.ts";

/** The page's texts come first: hydrating without them would replace the server's words with keys. */
async function hydrate(): Promise<void> {
  await fetchTexts("citizen");
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
