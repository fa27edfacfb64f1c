import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { InputField } from "#app/components/field.tsx";
import { megabytesOf, PictureInput } from "#app/components/picture-input.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { type DraftPicture, DraftPictures } from "./draft-pictures.tsx";
import type { EditorData } from "./editor-types.ts";

interface PicturesFieldProps {
  pictures: readonly DraftPicture[];
  limits: EditorData["limits"];
  /** What was typed for a picture that was refused. */
  alt: string;
  errorsOf: (field: "picture" | "alt") => readonly string[];
  uploading: boolean;
}

/** One picture after another, each with its words: a description written at once is a description written at all. */
export function PicturesField({ pictures, limits, alt, errorsOf, uploading }: PicturesFieldProps) {
  const { t } = useTranslation(["write", "common"]);
  const format = useFormat();
  const megabytes = format.number(megabytesOf(limits.uploadBytes));
  return (
    <fieldset className="form-group write-pictures" id="pictures">
      <legend className="form-legend-wrap">
        <span className="form-legend">{t("pictures.title")}</span>
        <span className="form-mark">{t("common:form.optional")}</span>
      </legend>
      <p className="form-hint">
        {t("pictures.hint", { count: limits.pictures, amount: format.number(limits.pictures), megabytes })}
      </p>
      {pictures.length > 0 && (
        <DraftPictures pictures={pictures}>
          {(picture) => (
            <Button look="tertiary" size="small" name="intent" value={`remove:${picture.id}`}>
              {t("pictures.remove")}
              <span className="sr-only">: {picture.alt}</span>
            </Button>
          )}
        </DraftPictures>
      )}
      {pictures.length >= limits.pictures ? (
        <p className="muted">{t("pictures.full")}</p>
      ) : (
        <div className="write-upload">
          <PictureInput
            id="draft-picture"
            label={t("field.picture")}
            largestBytes={limits.uploadBytes}
            errors={errorsOf("picture")}
          />
          <InputField
            id="draft-alt"
            name="alt"
            label={t("field.alt")}
            hint={t("hint.alt")}
            defaultValue={alt}
            limit={limits.alt}
            errors={errorsOf("alt")}
            autoComplete="off"
            required
          />
          <Button look="secondary" size="medium" name="intent" value="upload" pending={uploading}>
            {t("pictures.add")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
