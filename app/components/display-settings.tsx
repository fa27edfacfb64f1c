import { useLocation } from "@remix-run/react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import {
  DEFAULT_DISPLAY,
  type Display,
  isMode,
  isTextSize,
  MODES,
  TEXT_SIZES,
} from "#app/platform/display.ts";
import { chooseDisplay, useDisplay } from "./display-choice.ts";
import { DropMenu } from "./drop-menu.tsx";
import { DisplayIcon } from "./icons.tsx";
import { useSpacePath } from "./space-path.ts";

/** KRDS' size of the screen, with the colours beside it. */
export function DisplayMenu() {
  const { t } = useTranslation();
  return (
    <DropMenu
      className="display-menu"
      summary={
        <>
          <DisplayIcon />
          {t("display.title")}
        </>
      }
    >
      <DisplaySettings />
    </DropMenu>
  );
}

/** Every choice is a button of one form: a touch is enough, with a script at once and without one by way of the server. */
export function DisplaySettings() {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const display = useDisplay();
  const action = useSpacePath()("/display");

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    const { nativeEvent } = event;
    const button = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const next = withChoice(display, button);
    chooseDisplay(next);
    // Where it arrives nowhere, this page looks as was chosen all the same, and nothing typed on it is lost.
    void fetch(action, { method: "POST", body: new URLSearchParams({ ...next }), redirect: "manual" }).catch(
      () => undefined,
    );
  };

  return (
    <form className="display-settings" method="post" action={action} onSubmit={onSubmit}>
      <input type="hidden" name="returnTo" value={pathname + search} />
      <fieldset>
        <legend>{t("display.text")}</legend>
        <div className="display-choices">
          {TEXT_SIZES.map((size) => (
            <button key={size} type="submit" name="text" value={size} aria-pressed={size === display.text}>
              {t(`display.size.${size}`)}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t("display.colours")}</legend>
        <div className="display-choices">
          {MODES.map((mode) => (
            <button key={mode} type="submit" name="mode" value={mode} aria-pressed={mode === display.mode}>
              {t(`display.mode.${mode}`)}
            </button>
          ))}
        </div>
      </fieldset>
      <button className="display-reset" type="submit" name="reset" value="1">
        {t("display.reset")}
      </button>
    </form>
  );
}

function withChoice(display: Display, { name, value }: HTMLButtonElement): Display {
  if (name === "reset") return DEFAULT_DISPLAY;
  return {
    text: (name === "text" && isTextSize(value)) || display.text,
    mode: (name === "mode" && isMode(value)) || display.mode,
  };
}
