import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { InputField, SelectField, TextareaField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { pagesOf } from "#app/doors/poll-fields.ts";
import { POLL_PURPOSES } from "#db/tables/poll-definition.ts";
import type { DraftPageData } from "./draft-page.server.ts";
import { PicturesPart, ToPictures } from "./pictures-part.tsx";
import { QuestionEditor } from "./question-editor.tsx";
import { SaidFields } from "./said-fields.tsx";

interface DraftFormProps {
  draft: DraftPageData;
  /** What was in the form when it was refused; null: it is as it was saved. */
  typed: Record<string, string> | null;
  /** Somebody else saved it meanwhile. */
  conflict: boolean;
}

/** All of a poll, as its office writes it: the translations side by side, each button saves what is typed. */
export function DraftForm({ draft, typed, conflict }: DraftFormProps) {
  const { t } = useTranslation("polling");
  const { state } = useNavigation();
  const fields = typed ?? draft.fields;
  const numbered = (what: "q" | "b", sign: string) =>
    Array.from({ length: 100 }, (_, place) => place).filter(
      (place) => fields[`${what}.${place}.${sign}`] !== undefined,
    );
  const questions = numbered("q", "type");
  const briefs = numbered("b", "title.ko");
  const field = (name: string) => ({ id: name, name, defaultValue: fields[name] ?? "" });
  const choices = (names: readonly string[], text: (name: string) => string) =>
    names.map((value) => ({ value, label: text(value) }));
  return (
    <KeptForm
      method="post"
      encType="multipart/form-data"
      name={`poll-draft-${draft.id}`}
      className="stack loose"
      key={draft.version}
      noValidate
    >
      {/* Enter in a field saves, and removes nothing. */}
      <button className="sr-only" type="submit" name="intent" value="save" tabIndex={-1} aria-hidden="true">
        {t("save")}
      </button>
      <input type="hidden" name="version" value={typed?.version ?? draft.version} />
      <section className="stack" aria-labelledby="about">
        <h2 className="h-section" id="about">
          {t("part.about")}
        </h2>
        <SaidFields name="title" label={t("field.title")} fields={fields} required />
        <SaidFields name="summary" label={t("field.summary")} fields={fields} long />
        <SelectField
          {...field("purpose")}
          label={t("field.purpose")}
          choices={POLL_PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
          required
        />
        <SelectField {...field("category")} label={t("field.category")} choices={draft.categories} required />
        <SelectField
          {...field("district")}
          label={t("field.district")}
          choices={draft.districts}
          blankLabel={t("field.everywhere")}
        />
        <InputField {...field("opensAt")} type="datetime-local" label={t("field.opensAt")} required />
        <InputField {...field("closesAt")} type="datetime-local" label={t("field.closesAt")} required />
        <SelectField
          {...field("who")}
          label={t("field.who")}
          choices={[
            { value: "all", label: t("who.all") },
            { value: "residents", label: t("who.residents") },
            ...draft.districts.map(({ value, label }) => ({ value, label: t("who.district", { label }) })),
            ...severalDistricts(fields.who, draft).map(({ value, label }) => ({
              value,
              label: t("who.district", { label }),
            })),
          ]}
          required
        />
        <div className="poll-pair">
          <InputField {...field("minAge")} inputMode="numeric" label={t("field.minAge")} />
          <InputField {...field("maxAge")} inputMode="numeric" label={t("field.maxAge")} />
        </div>
        <InputField {...field("roll")} label={t("field.roll")} hint={t("field.rollHint")} />
        <SelectField
          {...field("results")}
          label={t("field.results")}
          choices={choices(["live", "after-closing"], (value) =>
            t(value === "live" ? "results.live" : "results.after-closing"),
          )}
          required
        />
        <SelectField
          {...field("mayChange")}
          label={t("field.mayChange")}
          choices={choices(["yes", "no"], (value) => t(value === "yes" ? "mayChange.yes" : "mayChange.no"))}
          hint={t("mayChange.hint")}
          required
        />
        <div className="stack tight">
          <h3 className="h-sub">{t("secrecy.heading")}</h3>
          <p className="muted">{t("secrecy.text")}</p>
        </div>
        {draft.districts.length > 1 && (
          <SelectField
            {...field("leaderboard")}
            label={t("field.leaderboard")}
            choices={choices(["no", "yes"], (value) =>
              t(value === "yes" ? "leaderboard.yes" : "leaderboard.no"),
            )}
            hint={t("leaderboard.hint")}
            required
          />
        )}
      </section>
      <section className="stack loose" aria-labelledby="questions">
        <h2 className="h-section" id="questions">
          {t("part.questions")}
        </h2>
        {questions.map((place) => (
          <QuestionEditor
            key={`${place}-${fields[`q.${place}.id`]}`}
            place={place}
            fields={fields}
            count={questions.length}
          />
        ))}
        {pagesOf(fields).map(({ page }) => (
          <SaidFields
            key={page}
            name={`p.${page}.title`}
            label={t("page.title", { number: page })}
            fields={fields}
          />
        ))}
        <div>
          <Button look="secondary" size="medium" name="intent" value="add-question">
            {t("question.add")}
          </Button>
        </div>
      </section>
      <section className="stack" aria-labelledby="briefs">
        <h2 className="h-section" id="briefs">
          {t("part.background")}
        </h2>
        <p className="muted">{t("brief.hint")}</p>
        {briefs.map((place) => (
          <fieldset className="panel stack" key={place}>
            <legend className="form-legend-wrap h-sub">{t("brief.number", { number: place + 1 })}</legend>
            <SaidFields name={`b.${place}.title`} label={t("brief.title")} fields={fields} required />
            <SaidFields name={`b.${place}.body`} label={t("brief.body")} fields={fields} long required />
            <div className="cluster tight">
              <ToPictures />
              <Button look="tertiary" size="small" name="intent" value={`remove-brief:${place}`}>
                {t("brief.remove", { number: place + 1 })}
              </Button>
            </div>
          </fieldset>
        ))}
        {briefs.length < 10 && (
          <div>
            <Button look="secondary" size="medium" name="intent" value="add-brief">
              {t("brief.add")}
            </Button>
          </div>
        )}
        <input type="hidden" name="documents.was" value={fields["documents.was"] ?? ""} />
        <TextareaField
          {...field("documents")}
          rows={3}
          label={t("field.documents")}
          hint={t("field.documentsHint")}
        />
        <input type="hidden" name="gifts.was" value={fields["gifts.was"] ?? ""} />
        <TextareaField {...field("gifts")} rows={3} label={t("field.gifts")} hint={t("field.giftsHint")} />
        <InputField {...field("related")} label={t("field.related")} hint={t("field.relatedHint")} />
        <InputField {...field("video.url")} label={t("field.videoUrl")} hint={t("field.videoHint")} />
        <SaidFields name="video.title" label={t("field.videoTitle")} fields={fields} />
        <SaidFields name="video.transcript" label={t("field.transcript")} fields={fields} long />
      </section>
      <PicturesPart
        fields={fields}
        questions={questions}
        briefs={briefs}
        largestBytes={draft.largestUploadBytes}
      />
      <div className="cluster">
        <Button name="intent" value="submit" pending={state === "submitting"}>
          {t("submit")}
        </Button>
        <Button look="secondary" name="intent" value="save">
          {t("save")}
        </Button>
        {conflict && (
          <Button look="secondary" name="intent" value="overwrite">
            {t("conflict.overwrite")}
          </Button>
        )}
      </div>
    </KeptForm>
  );
}

/** A choice of several districts, which a program made, as one more choice of the list. */
function severalDistricts(who: string | undefined, { districts }: DraftPageData) {
  if (!who?.includes(",")) return [];
  const names = who.split(",").map((code) => districts.find(({ value }) => value === code)?.label ?? code);
  return [{ value: who, label: names.join(", ") }];
}
