import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { useAutosave } from "./use-autosave.ts";

interface StepFormProps {
  step: string;
  children: ReactNode;
  /** Buttons of the step's own, before the two that every step has. */
  buttons?: ReactNode;
}

/** A step's form: whichever button is pressed, all that was typed is kept. */
export function StepForm({ step, children, buttons }: StepFormProps) {
  const { t } = useTranslation("apply");
  const format = useFormat();
  const { onInput, onSubmit, savedAt, failed } = useAutosave();
  const navigation = useNavigation();
  const pending = navigation.state === "submitting" ? navigation.formData?.get("intent") : undefined;
  return (
    <Form
      className="apply-form"
      method="post"
      encType="multipart/form-data"
      noValidate
      onInput={onInput}
      onSubmit={onSubmit}
    >
      <input type="hidden" name="step" value={step} />
      {/* The form's first button is what the Enter key presses. */}
      <button className="sr-only" type="submit" name="intent" value="save" tabIndex={-1} aria-hidden="true">
        {t("action.save")}
      </button>
      {children}
      {buttons}
      <div className="apply-actions">
        <Button look="tertiary" name="intent" value="save" pending={pending === "save"}>
          {t("action.save")}
        </Button>
        <Button name="intent" value="next" pending={pending === "next"}>
          {t("action.next")}
        </Button>
        <span className="apply-autosave" role="status">
          {failed ? t("autosave.failed") : savedAt && t("autosave.saved", { time: format.time(savedAt) })}
        </span>
      </div>
    </Form>
  );
}
