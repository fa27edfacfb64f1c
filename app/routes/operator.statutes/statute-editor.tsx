import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { TextareaField } from "#app/components/field.tsx";
import { ConflictNotice } from "#app/components/kept/conflict-notice.tsx";
import { removeFormCopy } from "#app/components/kept/form-copy.ts";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { useRootData } from "#app/components/root-data.ts";
import { useFormat } from "#app/components/use-format.ts";

interface StatuteEditorProps {
  /** JSON, as it was typed or as a version that is in force has it. */
  definition: string;
  /** Tells the version that it was begun with from any other. */
  seen: string;
  /** Another version, that is in force by now: nothing was published. */
  inForce: { code: string; mark: string; publishedAt: string; definition: string } | null;
  errors: readonly string[];
  /** It was looked at as it would be: only then can it be published. */
  checked: boolean;
}

const FORM = "statute-form";
const NAME = "statute";

export function StatuteEditor({ definition, seen, inForce, errors, checked }: StatuteEditorProps) {
  const { t } = useTranslation("operator");
  const format = useFormat();
  const { viewer } = useRootData();
  const navigation = useNavigation();
  const pending = navigation.state === "submitting" ? navigation.formData?.get("intent") : undefined;
  return (
    <KeptForm
      name={NAME}
      id={FORM}
      begun={{ seen }}
      method="post"
      action="/operator/statutes"
      className="stack statute-editor"
      noValidate
    >
      {inForce && (
        <ConflictNotice
          formId={FORM}
          version={inForce.mark}
          savedAt={inForce.publishedAt}
          texts={[{ label: inForce.code, text: inForce.definition }]}
          intents={{ enter: "preview", overwrite: "publish" }}
          words={{
            title: t("statutes.overtaken.title"),
            text: t("statutes.overtaken.text", { time: format.dateTime(inForce.publishedAt) }),
            saved: t("statutes.overtaken.saved"),
            mine: t("statutes.overtaken.mine"),
            theirs: t("statutes.overtaken.theirs"),
          }}
          to={`/operator/statutes?from=${inForce.code}`}
          onGiveWay={() => viewer && removeFormCopy(viewer.owner, NAME)}
        />
      )}
      <TextareaField
        key={definition.length}
        id="definition"
        name="definition"
        label={t("statutes.definition")}
        hint={t("statutes.hint")}
        rows={24}
        defaultValue={definition}
        errors={errors}
        spellCheck={false}
        required
      />
      <div className="cluster">
        <Button
          look={checked ? "secondary" : "primary"}
          name="intent"
          value="preview"
          pending={pending === "preview"}
        >
          {t("statutes.preview")}
        </Button>
        {checked && (
          <Button name="intent" value="publish" pending={pending === "publish"}>
            {t("statutes.publish")}
          </Button>
        )}
      </div>
    </KeptForm>
  );
}
