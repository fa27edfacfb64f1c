import { useTranslation } from "react-i18next";
import { isLanguage, LANGUAGE_NAMES } from "#app/i18n/settings.ts";

/** The language that a text was written in, when it is not the page's, and its title in that. */
export interface ForeignText {
  lang: string;
  title: string;
}

/** Tells readers of another language what they read: a translated title and summary, or the original alone. */
export function OriginalNote({
  foreign,
  summary,
  translated,
}: {
  foreign: ForeignText;
  /** A translated one, where it stands nowhere else. */
  summary?: string | null;
  translated: boolean;
}) {
  const { t } = useTranslation("proposals");
  const language = isLanguage(foreign.lang) ? LANGUAGE_NAMES[foreign.lang] : foreign.lang;
  return (
    <div className="original-note">
      {summary && (
        <p className="original-summary" dir="auto">
          {summary}
        </p>
      )}
      <p className="small muted">
        {t(translated ? "text.translated" : "text.untranslated")}{" "}
        <span lang={foreign.lang}>
          {language}
          {translated && `: ${foreign.title}`}
        </span>
      </p>
    </div>
  );
}
