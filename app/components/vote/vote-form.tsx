import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "../button.tsx";
import { ErrorSummary } from "../error-summary.tsx";
import { type Choice, InputField, SelectField, TextareaField } from "../field.tsx";
import { KeptForm } from "../kept/kept-form.tsx";
import { RadioCards } from "../radio-cards.tsx";
import { SaidFields } from "../said-fields.tsx";
import { type Refused, useRefusal } from "../use-refusal.ts";

interface VoteFormProps {
  /** Tells its copy in the browser from every other. */
  name: string;
  fields: Record<string, string>;
  categories: readonly Choice[];
  answer: Refused | undefined;
  /** The version that it changes; left out: it is a new one. */
  version?: number;
}

const TEXTS = ["title", "question", "first", "second", "forFirst", "forSecond"] as const;
const FIELDS = [
  "form",
  "by",
  "drive",
  "reference",
  "category",
  "noticedOn",
  "notice",
  "opens",
  "closes",
  "places",
] as const;

/** What the commission writes of a vote. */
export function VoteForm({ name, fields: written, categories, answer, version }: VoteFormProps) {
  const { t } = useTranslation("voting");
  const { formData } = useNavigation();
  const fields = answer?.typed ?? written;
  const labels = {
    ...Object.fromEntries(FIELDS.map((field) => [field, { id: field, label: t(`field.${field}`) }])),
    ...Object.fromEntries(
      TEXTS.map((field) => [`${field}.ko`, { id: `${field}.ko`, label: t(`field.${field}`) }]),
    ),
    ...Object.fromEntries(TEXTS.map((field) => [field, { id: `${field}.ko`, label: t(`field.${field}`) }])),
  };
  const { summary, errorsOf } = useRefusal(answer?.refused, labels);
  const said = (field: (typeof TEXTS)[number]) => ({
    name: field,
    label: t(`field.${field}`),
    fields,
    errors: [...errorsOf(`${field}.ko`), ...errorsOf(field)],
  });
  const single = (field: Exclude<(typeof FIELDS)[number], "form" | "by">) => ({
    id: field,
    name: field,
    label: t(`field.${field}`),
    defaultValue: fields[field] ?? "",
    errors: errorsOf(field),
  });
  return (
    <>
      <ErrorSummary errors={summary} />
      <KeptForm
        name={name}
        method="post"
        className="stack loose"
        noValidate
        intent="save"
        begun={version === undefined ? undefined : { version: String(version) }}
      >
        <SaidFields {...said("title")} required />
        <SaidFields {...said("question")} long required hint={t("hint.question")} />
        <RadioCards
          id="form"
          name="form"
          legend={t("field.form")}
          required
          defaultValue={fields.form}
          errors={errorsOf("form")}
          choices={(["yes-no", "two-choices"] as const).map((value) => ({
            value,
            label: t(`form.${value}`),
          }))}
        />
        <SaidFields {...said("first")} hint={t("hint.choices")} />
        <SaidFields {...said("second")} />
        <SaidFields {...said("forFirst")} long required hint={t("hint.arguments")} />
        <SaidFields {...said("forSecond")} long required />
        <RadioCards
          id="by"
          name="by"
          legend={t("field.by")}
          required
          defaultValue={fields.by}
          errors={errorsOf("by")}
          choices={(["drive", "council", "head"] as const).map((value) => ({
            value,
            label: t(`by.${value}`),
          }))}
        />
        <InputField {...single("drive")} inputMode="numeric" hint={t("hint.drive")} autoComplete="off" />
        <InputField {...single("reference")} hint={t("hint.reference")} autoComplete="off" />
        <SelectField {...single("category")} choices={categories} required />
        <div className="poll-said">
          <InputField {...single("noticedOn")} type="date" required hint={t("hint.noticedOn")} />
          <InputField {...single("notice")} required hint={t("hint.notice")} autoComplete="off" />
        </div>
        <div className="poll-said">
          <InputField {...single("opens")} type="time" required />
          <InputField {...single("closes")} type="time" required />
        </div>
        <TextareaField {...single("places")} rows={10} required hint={t("hint.places")} />
        <div>
          <Button name="intent" value="save" pending={formData?.get("intent") === "save"}>
            {t("save")}
          </Button>
        </div>
      </KeptForm>
    </>
  );
}
