import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { startClientI18n } from "#app/i18n/client.ts";
import { DEFAULT_LANGUAGE, isLanguage } from "#app/i18n/settings.ts";

/** The page's texts come first: hydrating without them would replace the server's words with keys. */
async function hydrate(): Promise<void> {
  const { lang } = document.documentElement;
  const i18n = await startClientI18n(isLanguage(lang) ? lang : DEFAULT_LANGUAGE);
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    );
  });
}

void hydrate();
