import { Form, useNavigation } from "@remix-run/react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary, type SummaryError } from "#app/components/error-summary.tsx";
import { InputField, SelectField } from "#app/components/field.tsx";
import { ConflictNotice } from "#app/components/kept/conflict-notice.tsx";
import { OtherLanguages } from "#app/components/kept/other-languages.tsx";
import { WriterField } from "#app/components/kept/writer-field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useRootData } from "#app/components/root-data.ts";
import type { FieldFault } from "#app/domain/errors.ts";
import { BodyFields, shownBody, typedBody } from "./body-fields.ts";
import { BodyGroup } from "./body-group.tsx";
import { DiscardDraft } from "./discard-draft.tsx";
import { useEditorFaults } from "./editor-faults.ts";
import type { EditorAnswer, EditorData } from "./editor-types.ts";
import type { DraftText } from "./local-draft.ts";
import { MarkdownHelp } from "./markdown-help.tsx";
import { PicturesField } from "./pictures-field.tsx";
import { PlaceField } from "./place-field.tsx";
import { PreviewPanel } from "./preview-panel.tsx";
import { RestoredNotice } from "./restored-notice.tsx";
import { SaveStatus } from "./save-status.tsx";
import { SimilarPanel } from "./similar-panel.tsx";
import { useDraftSaver } from "./use-draft-saver.ts";
import { usePictureUploads } from "./use-picture-uploads.ts";
import { useSimilar } from "./use-similar.ts";

interface EditorProps extends EditorData {
  /** Where the form goes: the page it stands on. */
  action: string;
  /** What the last button's action said. */
  answer: EditorAnswer | undefined;
  /** What the draft lacks to be published, when its writer comes back for it. */
  missing?: readonly FieldFault[];
}

const FORM = "draft-form";
const NOTHING: DraftText = { title: "", body: "", category: "", district: "", place: "", words: {} };

/** One form with every button in it: whichever is pressed, all that was typed goes along. */
export function Editor({ action, answer, missing, ...editor }: EditorProps) {
  const { id, owner, tab, draft, headings, categories, districts, map, limits } = editor;
  const { t } = useTranslation("write");
  const form = useRef<HTMLFormElement>(null);
  const saved = { text: draft ?? NOTHING, at: draft?.savedAt ?? null, draft };
  const { language } = useRootData();
  const { summary, errorsOf, unreachable, conflict, preview, typed } = useEditorFaults(answer, missing);
  const body = typed ? typedBody(typed) : shownBody(draft?.body ?? "", headings, language);
  const [fields] = useState(() => new BodyFields(headings, body.mode));
  const [saver, view] = useDraftSaver(form, { owner, id, saved, body: fields });
  const similar = useSimilar(form, fields);
  const uploads = usePictureUploads(id, () => saver.flush());
  const [previewing, setPreviewing] = useState(false);
  const navigation = useNavigation();
  const pending = navigation.state === "submitting" ? navigation.formData?.get("intent") : undefined;
  // What this window began with, for as long as it is open: what the page is told later, its text has not seen.
  const [window] = useState({
    tab: typed?.tab ?? tab,
    version: typed?.version ?? String(draft?.version ?? 0),
  });
  const other = view.conflict ?? conflict;
  const shown = { ...(draft ?? NOTHING), ...typed };
  const html = previewing ? view.html : null;

  return (
    <>
      <ErrorSummary errors={fields.mode() === "" ? summary : summary.map(ofFirstQuestion)} />
      {other && (
        <ConflictNotice
          version={other.version}
          savedAt={other.savedAt}
          formId={FORM}
          texts={[
            { label: t("field.title"), text: other.title },
            { label: t("field.body"), text: other.body },
          ]}
          to={`/drafts/${id}`}
          onGiveWay={saver.stop}
        />
      )}
      <RestoredNotice
        view={view}
        savedAt={saved.at}
        onKeep={saver.keepRestored}
        onDrop={saver.dropRestored}
      />
      <Form
        className="write-form"
        id={FORM}
        method="post"
        action={action}
        encType="multipart/form-data"
        ref={form}
        noValidate
      >
        <WriterField />
        <input type="hidden" name="tab" value={window.tab} />
        <input type="hidden" name="version" value={window.version} />
        {/* The form's first button is what the Enter key presses. */}
        <button className="sr-only" type="submit" name="intent" value="save" tabIndex={-1} aria-hidden="true">
          {t("action.save")}
        </button>
        <InputField
          id="draft-title"
          name="title"
          label={t("field.title")}
          hint={t("hint.title")}
          defaultValue={shown.title}
          limit={limits.title}
          errors={errorsOf("title")}
          autoComplete="off"
          required
        />
        <div className="grid-2">
          <SelectField
            id="draft-category"
            name="category"
            label={t("field.category")}
            hint={t("hint.category")}
            choices={categories}
            defaultValue={shown.category}
            errors={errorsOf("category")}
            required
          />
          <SelectField
            id="draft-district"
            name="district"
            label={t("field.district")}
            hint={t("hint.district")}
            choices={districts}
            blankLabel={t("wholeCity")}
            defaultValue={shown.district}
            errors={errorsOf("district")}
          />
        </div>
        {map && (
          <PlaceField
            id="draft-place"
            map={map}
            value={shown.place}
            errors={errorsOf("place")}
            districtId="draft-district"
            sendsForm
          />
        )}
        <SimilarPanel matters={similar} step="write" />
        <div className="stack tight">
          <BodyGroup form={form} fields={fields} shown={body} limit={limits.body} errorsOf={errorsOf} />
          <MarkdownHelp />
          <PreviewPanel
            html={html ?? preview}
            open={previewing || preview !== null}
            onOpen={() => {
              setPreviewing(true);
              void saver.flush();
            }}
            onClose={() => setPreviewing(false)}
          />
        </div>
        <PicturesField
          pictures={draft?.pictures ?? []}
          uploads={uploads}
          limits={limits}
          typed={typed}
          errorsOf={errorsOf}
          uploading={pending === "upload"}
        />
        <noscript>
          <OtherLanguages action={action} />
        </noscript>
        {unreachable && (
          <Notice tone="warning" live title={t("unreachable.title")}>
            {t("unreachable.text")}
          </Notice>
        )}
        <div className="write-actions">
          <SaveStatus state={view.state} id={id} />
          <div className="cluster tight">
            <Button look="tertiary" name="intent" value="save" pending={pending === "save"}>
              {t("action.save")}
            </Button>
            <Button name="intent" value="review" pending={pending === "review" || uploads.sending}>
              {t("action.review")}
            </Button>
          </div>
        </div>
      </Form>
      {draft && <DiscardDraft action={action} onDiscard={saver.stop} />}
    </>
  );
}

/** What is said of the text as a whole leads to its first field. */
const ofFirstQuestion = (error: SummaryError): SummaryError =>
  error.fieldId === "draft-body" ? { ...error, fieldId: "draft-problem" } : error;
