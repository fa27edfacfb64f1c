import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { type Choice, InputField, SelectField, TextareaField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import {
  type AuthorAnswer,
  isUnreachable,
  refusalOf,
  typedOf,
} from "#app/components/proposal/author-answer.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { MarkdownHelp } from "#app/components/write/markdown-help.tsx";

interface EditFormProps {
  text: { title: string; body: string; category: string; district: string };
  categories: Choice[];
  districts: Choice[];
  limits: { title: number; body: number };
  answer: AuthorAnswer;
}

export function EditForm({ text, categories, districts, limits, answer }: EditFormProps) {
  const here = useMatterHere();
  const { t } = useTranslation("proposals");
  const { t: common } = useTranslation();
  const saving = useNavigation().state === "submitting";
  const fields = {
    title: { id: "edit-title", label: t("field.title") },
    category: { id: "edit-category", label: t("field.category") },
    district: { id: "edit-district", label: t("field.district") },
    body: { id: "edit-body", label: t("field.body") },
  };
  const { summary, errorsOf } = useRefusal(refusalOf(answer), fields);
  const shown = { ...text, ...typedOf(answer) };
  return (
    <>
      <ErrorSummary errors={summary} />
      {isUnreachable(answer) && (
        <Notice tone="warning" live>
          {t("unreachable")}
        </Notice>
      )}
      <KeptForm name={`proposal-${here}`} className="author-form" method="post" noValidate>
        <InputField
          {...fields.title}
          name="title"
          defaultValue={shown.title}
          limit={limits.title}
          errors={errorsOf("title")}
          autoComplete="off"
          required
        />
        <div className="grid-2">
          <SelectField
            {...fields.category}
            name="category"
            choices={categories}
            defaultValue={shown.category}
            errors={errorsOf("category")}
            required
          />
          <SelectField
            {...fields.district}
            name="district"
            choices={districts}
            blankLabel={common("card.wholeCity")}
            defaultValue={shown.district}
            errors={errorsOf("district")}
          />
        </div>
        <div className="stack tight">
          <TextareaField
            {...fields.body}
            name="body"
            rows={14}
            defaultValue={shown.body}
            limit={limits.body}
            errors={errorsOf("body")}
            required
          />
          <MarkdownHelp />
        </div>
        <div className="cluster">
          <Button pending={saving}>{t("edit.save")}</Button>
          <LinkButton look="tertiary" to={`/proposals/${here}`}>
            {common("form.cancel")}
          </LinkButton>
        </div>
      </KeptForm>
    </>
  );
}
