import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useApplicationFaults } from "#app/components/apply/use-application-faults.ts";
import { Button } from "#app/components/button.tsx";
import { ConflictNotice } from "#app/components/kept/conflict-notice.tsx";
import { removeFormCopy } from "#app/components/kept/form-copy.ts";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { useRootData } from "#app/components/root-data.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { ApplicationView } from "#app/domain/kinds/drive/application-view.ts";
import type { SavedPart } from "./saved-part.server.ts";
import { useAutosave } from "./use-autosave.ts";

interface StepFormProps {
  step: string;
  application: ApplicationView;
  children: ReactNode;
  /** Buttons of the step's own, before the two that every step has. */
  buttons?: ReactNode;
}

const FORM = "step-form";

/** A step's form: whichever button is pressed, all that was typed is kept. */
export function StepForm({ step, application, children, buttons }: StepFormProps) {
  const { t } = useTranslation("apply");
  const format = useFormat();
  const { labelOf } = useApplicationFaults(application);
  const { onInput, onSubmit, savedAt, failed, conflict: overtaken } = useAutosave();
  const begun = useLoaderData<{ window: { tab: string; version: number } }>().window;
  const answer = useActionData<{ conflict?: SavedPart; typed?: Record<string, string> }>();
  const navigation = useNavigation();
  const pending = navigation.state === "submitting" ? navigation.formData?.get("intent") : undefined;
  const conflict = overtaken ?? answer?.conflict;
  const name = `application-${application.id}-${step}`;
  const { viewer } = useRootData();
  const forget = () => viewer && removeFormCopy(viewer.owner, name);
  // The server has it: a copy would come back over what is written later elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time is what tells one saving from another.
  useEffect(() => {
    if (savedAt) forget();
  }, [savedAt]);
  return (
    <>
      {conflict && (
        <ConflictNotice
          {...conflict}
          formId={FORM}
          texts={conflict.texts.map(({ field, text }) => ({ label: labelOf(field), text }))}
          to={`/drives/applications/${application.id}?step=${step}`}
          onGiveWay={forget}
        />
      )}
      <KeptForm
        name={name}
        begun={{
          tab: answer?.typed?.tab ?? begun.tab,
          version: answer?.typed?.version ?? String(begun.version),
        }}
        id={FORM}
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
      </KeptForm>
    </>
  );
}
