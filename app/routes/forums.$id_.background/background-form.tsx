import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { InputField, TextareaField } from "#app/components/field.tsx";
import type { ForumAnswer } from "#app/components/forum/opinion-form.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { useRefusal } from "#app/components/use-refusal.ts";

interface BackgroundFormProps {
  forumId: number;
  limits: { title: number; body: number };
  answer: ForumAnswer | undefined;
}

/** One more item of background: a title, a few sentences, where it comes from. */
export function BackgroundForm({ forumId, limits, answer }: BackgroundFormProps) {
  const { t } = useTranslation("forum");
  const { formData } = useNavigation();
  const typed = answer?.typed ?? {};
  const fields = {
    title: { id: "background-title", label: t("backgroundPage.field.title") },
    body: { id: "background-body", label: t("backgroundPage.field.body") },
    url: { id: "background-url", label: t("backgroundPage.field.url") },
  };
  const { summary, errorsOf } = useRefusal(answer?.refused, fields);
  return (
    <KeptForm name={`background-${forumId}`} method="post" className="stack" noValidate>
      <ErrorSummary errors={summary} />
      <InputField
        {...fields.title}
        name="title"
        required
        limit={limits.title}
        defaultValue={typed.title}
        errors={errorsOf("title")}
      />
      <TextareaField
        {...fields.body}
        name="body"
        hint={t("backgroundPage.field.bodyHint")}
        required
        rows={5}
        limit={limits.body}
        defaultValue={typed.body}
        errors={errorsOf("body")}
      />
      <InputField
        {...fields.url}
        name="url"
        type="url"
        inputMode="url"
        hint={t("backgroundPage.field.urlHint")}
        defaultValue={typed.url}
        errors={errorsOf("url")}
      />
      <div>
        <Button name="intent" value="add" pending={formData?.get("intent") === "add"}>
          {t("backgroundPage.field.submit")}
        </Button>
      </div>
    </KeptForm>
  );
}
