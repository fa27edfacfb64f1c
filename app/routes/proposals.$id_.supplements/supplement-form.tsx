import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { TextareaField } from "#app/components/field.tsx";
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
import { TextTools } from "#app/components/write/text-tools.tsx";

interface SupplementFormProps {
  limit: number;
  answer: AuthorAnswer;
}

export function SupplementForm({ limit, answer }: SupplementFormProps) {
  const here = useMatterHere();
  const { t } = useTranslation("proposals");
  const { t: common } = useTranslation();
  const saving = useNavigation().state === "submitting";
  const field = { id: "supplement-body", label: t("field.supplement") };
  const { summary, errorsOf } = useRefusal(refusalOf(answer), { body: field });
  return (
    <>
      <ErrorSummary errors={summary} />
      {isUnreachable(answer) && (
        <Notice tone="warning" live>
          {t("unreachable")}
        </Notice>
      )}
      <KeptForm name={`supplement-${here}`} className="author-form" method="post" noValidate>
        <div className="stack tight">
          <TextareaField
            {...field}
            name="body"
            hint={t("supplement.hint")}
            rows={8}
            defaultValue={typedOf(answer)?.body}
            limit={limit}
            errors={errorsOf("body")}
            required
            tools={<TextTools area={field.id} headings />}
          />
          <MarkdownHelp />
        </div>
        <div className="cluster">
          <Button pending={saving}>{t("supplement.save")}</Button>
          <LinkButton look="tertiary" to={`/proposals/${here}`}>
            {common("form.cancel")}
          </LinkButton>
        </div>
      </KeptForm>
    </>
  );
}
