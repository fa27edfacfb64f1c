import { type RefObject, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { FieldErrors, TextareaField } from "#app/components/field.tsx";
import { FieldCount } from "#app/components/field-count.tsx";
import { useRootData } from "#app/components/root-data.ts";
import { NEEDED_PROMPTS, PROMPTS, type Prompt } from "#app/domain/kinds/proposal/prompts.ts";
import type { BodyFields, BodyMode, shownBody } from "./body-fields.ts";
import { TextTools } from "./text-tools.tsx";

interface BodyGroupProps {
  form: RefObject<HTMLFormElement>;
  fields: BodyFields;
  shown: ReturnType<typeof shownBody>;
  limit: number;
  errorsOf: (field: Prompt | "body") => readonly string[];
}

/**
 * The text: three short questions, or one field for who would rather write freely. Both are in the form, one of them
 * unseen, so that a switch loses nothing; `prompts` says to the server which of them counts.
 */
export function BodyGroup({ form, fields, shown, limit, errorsOf }: BodyGroupProps) {
  const mode = useSyncExternalStore(fields.subscribe, fields.mode, () => shown.mode);
  const parts = { form, fields, shown, limit, errorsOf };
  return (
    <>
      <input type="hidden" name="prompts" value={mode} />
      <Asked {...parts} mode={mode} />
      <Whole {...parts} mode={mode} />
    </>
  );
}

interface PartProps extends BodyGroupProps {
  mode: BodyMode;
}

function Asked({ form, fields, shown, limit, errorsOf, mode }: PartProps) {
  const { t } = useTranslation("write");
  const group = useRef<HTMLFieldSetElement>(null);
  const isNeeded = (prompt: Prompt) => NEEDED_PROMPTS.some((needed) => needed === prompt);
  const errors = mode === "" ? [] : errorsOf("body");
  return (
    <fieldset
      className="form-group write-asked"
      ref={group}
      hidden={mode === ""}
      aria-describedby={errors.length > 0 ? "draft-body-asked-error" : undefined}
    >
      <legend className="form-legend-wrap">
        <span className="form-legend">{t("field.body")}</span>
      </legend>
      <p className="form-hint">{t("prompt.hint")}</p>
      {PROMPTS.map((prompt) => (
        <TextareaField
          key={prompt}
          id={`draft-${prompt}`}
          name={prompt}
          label={t(`field.${prompt}`)}
          hint={t(`hint.${prompt}`)}
          rows={4}
          defaultValue={shown.answers[prompt]}
          errors={errorsOf(prompt)}
          required={isNeeded(prompt)}
          tools={<TextTools area={`draft-${prompt}`} field={t(`field.${prompt}`)} />}
        />
      ))}
      <div className={errors.length > 0 ? "is-error" : undefined}>
        <FieldErrors id={errors.length > 0 ? "draft-body-asked-error" : undefined} errors={errors} />
        <FieldCount
          control={group}
          limit={limit}
          textOf={() => (form.current && fields.mode() !== "" ? fields.read(form.current) : "")}
        />
      </div>
      <Switch
        intent="whole"
        label={t("prompt.whole")}
        onSwitch={() => {
          if (!form.current) return;
          fields.showWhole(form.current);
          focusSoon("draft-body");
        }}
      />
    </fieldset>
  );
}

function Whole({ form, fields, shown, limit, errorsOf, mode }: PartProps) {
  const { t } = useTranslation("write");
  const { language } = useRootData();
  return (
    <div className="stack tight" hidden={mode !== ""}>
      <TextareaField
        id="draft-body"
        name="body"
        label={t("field.body")}
        hint={t("hint.body")}
        rows={12}
        defaultValue={shown.body}
        limit={limit}
        errors={errorsOf("body")}
        required
        tools={<TextTools area="draft-body" headings />}
      />
      <Switch
        intent="asked"
        label={t("prompt.asked")}
        onSwitch={() => {
          if (!form.current) return;
          fields.showAsked(form.current, language);
          focusSoon("draft-problem");
        }}
      />
    </div>
  );
}

/** Without JavaScript the form goes to the server and comes back with the same text in the other fields. */
function Switch({ intent, label, onSwitch }: { intent: string; label: string; onSwitch: () => void }) {
  return (
    <div>
      <Button
        look="tertiary"
        size="small"
        name="intent"
        value={intent}
        onClick={(event) => {
          event.preventDefault();
          onSwitch();
        }}
      >
        {label}
      </Button>
    </div>
  );
}

/** Once the field is seen: before that nothing can be focused in it. */
const focusSoon = (id: string) => requestAnimationFrame(() => document.getElementById(id)?.focus());
