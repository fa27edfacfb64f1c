import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { type Choice, InputField, SelectField, TextareaField } from "#app/components/field.tsx";
import { ConflictNotice } from "#app/components/kept/conflict-notice.tsx";
import { removeFormCopy } from "#app/components/kept/form-copy.ts";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import {
  type AuthorAnswer,
  isUnreachable,
  refusalOf,
  typedOf,
} from "#app/components/proposal/author-answer.ts";
import { useRootData } from "#app/components/root-data.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { MarkdownHelp } from "#app/components/write/markdown-help.tsx";
import { PlaceField, type PlaceMap } from "#app/components/write/place-field.tsx";
import { TextTools } from "#app/components/write/text-tools.tsx";

interface EditFormProps {
  /** As it stands now, since when (ISO), and what tells it from any other. */
  text: { title: string; body: string; category: string; district: string; place: string };
  map: PlaceMap | null;
  savedAt: string;
  seen: string;
  categories: Choice[];
  districts: Choice[];
  limits: { title: number; body: number };
  answer: AuthorAnswer;
}

const FORM = "edit-form";

export function EditForm({ text, savedAt, seen, map, categories, districts, limits, answer }: EditFormProps) {
  const here = useMatterHere();
  const { t } = useTranslation("proposals");
  const { t: common } = useTranslation();
  const saving = useNavigation().state === "submitting";
  const fields = {
    title: { id: "edit-title", label: t("field.title") },
    category: { id: "edit-category", label: t("field.category") },
    district: { id: "edit-district", label: t("field.district") },
    place: { id: "edit-place", label: t("field.place") },
    body: { id: "edit-body", label: t("field.body") },
  };
  const refused = refusalOf(answer);
  const { summary, errorsOf } = useRefusal(refused, fields);
  const typed = typedOf(answer);
  const shown = { ...text, ...typed };
  const name = `proposal-${here}`;
  const { viewer } = useRootData();
  return (
    <>
      {refused?.code === "changed-meanwhile" ? (
        <ConflictNotice
          formId={FORM}
          version={seen}
          savedAt={savedAt}
          texts={[
            { label: fields.title.label, text: text.title },
            { label: fields.body.label, text: text.body },
          ]}
          to={`/proposals/${here}/edit`}
          onGiveWay={() => viewer && removeFormCopy(viewer.owner, name)}
        />
      ) : (
        <ErrorSummary errors={summary} />
      )}
      {isUnreachable(answer) && (
        <Notice tone="warning" live>
          {t("unreachable")}
        </Notice>
      )}
      <KeptForm
        name={name}
        id={FORM}
        begun={{ seen: typed?.seen ?? seen }}
        className="author-form"
        method="post"
        noValidate
      >
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
        {map && (
          <PlaceField
            id={fields.place.id}
            map={map}
            value={shown.place}
            errors={errorsOf("place")}
            districtId={fields.district.id}
          />
        )}
        <div className="stack tight">
          <TextareaField
            {...fields.body}
            name="body"
            rows={14}
            defaultValue={shown.body}
            limit={limits.body}
            errors={errorsOf("body")}
            required
            tools={<TextTools area={fields.body.id} headings />}
          />
          <MarkdownHelp />
        </div>
        <div className="cluster">
          <Button name="intent" value="save" pending={saving}>
            {t("edit.save")}
          </Button>
          <LinkButton look="tertiary" to={`/proposals/${here}`}>
            {common("form.cancel")}
          </LinkButton>
        </div>
      </KeptForm>
    </>
  );
}
