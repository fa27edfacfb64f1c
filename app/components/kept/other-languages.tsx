import { useFormAction } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LANGUAGE_NAMES, LANGUAGES } from "#app/i18n/settings.ts";
import { Button } from "../button.tsx";
import { useRootData } from "../root-data.ts";

interface OtherLanguagesProps {
  /** Where the form goes; left out: to the page it stands on. */
  action?: string;
  /** What the form's own button asks for, where a page tells its forms apart by it. */
  intent?: string;
  onSwitch?: () => void;
}

/**
 * Buttons of a form that show it again in another language, with what stands in it (`writePage`): for who has no browser
 * that keeps it, and loses it by the links above. The last of the form, so that none of them is what Enter presses.
 */
export function OtherLanguages({ action, intent = "", onSwitch }: OtherLanguagesProps) {
  const { t } = useTranslation();
  const { language } = useRootData();
  const here = useFormAction(action);
  return (
    <div className="cluster tight">
      <span className="small muted">{t("form.otherLanguage")}</span>
      {LANGUAGES.filter((code) => code !== language).map((code) => (
        <Button
          key={code}
          look="text"
          size="medium"
          formAction={inLanguage(here, code)}
          name="intent"
          value={`language:${intent}`}
          lang={code}
          onClick={onSwitch}
        >
          {LANGUAGE_NAMES[code]}
        </Button>
      ))}
    </div>
  );
}

function inLanguage(address: string, code: string): string {
  const { pathname, searchParams, hash } = new URL(address, "http://here");
  searchParams.set("lang", code);
  return `${pathname}?${searchParams}${hash}`;
}
