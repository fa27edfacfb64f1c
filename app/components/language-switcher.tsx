import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LANGUAGE_NAMES, LANGUAGES } from "#app/i18n/settings.ts";
import type { Language } from "#db/tables/language.ts";
import { useRootData } from "./root-data.ts";
import { useSpacePath } from "./space-path.ts";

/** Plain links that load a new document: the browser then has only the texts of the new language. */
export function LanguageSwitcher() {
  const { t } = useTranslation();
  const { language } = useRootData();
  const { pathname, search } = useLocation();
  const within = useSpacePath();

  const here = (code: Language) => {
    const parameters = new URLSearchParams(search);
    parameters.set("lang", code);
    return within(`${pathname}?${parameters}`);
  };
  return (
    <nav className="language-switcher" aria-label={t("header.language")}>
      <ul>
        {LANGUAGES.map((code) => (
          <li key={code}>
            <a
              href={here(code)}
              lang={code}
              hrefLang={code}
              aria-current={code === language ? "true" : undefined}
            >
              {LANGUAGE_NAMES[code]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
