import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { InputField } from "#app/components/field.tsx";
import { megabytesOf, PictureInput } from "#app/components/picture-input.tsx";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";
import { useHydrated } from "#app/components/use-hydrated.ts";
import type { DraftPicture } from "./draft-picture.ts";
import type { EditorData } from "./editor-types.ts";
import type { Upload, usePictureUploads } from "./use-picture-uploads.ts";

interface PicturesFieldProps {
  pictures: readonly DraftPicture[];
  uploads: ReturnType<typeof usePictureUploads>;
  limits: EditorData["limits"];
  /** What was typed of a picture when the form came back, by its field. */
  typed: Readonly<Record<string, string>> | null;
  errorsOf: (field: string) => readonly string[];
  uploading: boolean;
}

/** Pictures are taken up as they are chosen; what is said of each stands beside it, and is saved with the text. */
export function PicturesField({ pictures, uploads, limits, typed, errorsOf, uploading }: PicturesFieldProps) {
  const { t } = useTranslation(["write", "common"]);
  const format = useFormat();
  const scripted = useHydrated();
  const megabytes = format.number(megabytesOf(limits.uploadBytes));
  const known = new Set(pictures.map(({ id }) => id));
  const shown = [...pictures, ...uploads.added.filter(({ id }) => !known.has(id))];
  const [left, setLeft] = useState(0);
  const free = limits.pictures - shown.length - uploads.uploads.length;
  const choose = (files: readonly File[]) => {
    uploads.add(files.slice(0, free));
    setLeft(Math.max(0, files.length - free));
  };
  return (
    <fieldset className="form-group write-pictures" id="pictures">
      <legend className="form-legend-wrap">
        <span className="form-legend">{t("pictures.title")}</span>
        <span className="form-mark">{t("common:form.optional")}</span>
      </legend>
      <p className="form-hint">
        {t("pictures.hint", { count: limits.pictures, amount: format.number(limits.pictures), megabytes })}
      </p>
      {shown.length > 0 && (
        <ol className="draft-pictures">
          {shown.map((picture, index) => (
            <li key={picture.id}>
              <Picture {...{ picture, index, limits, typed, errorsOf }} onRemove={uploads.forget} />
            </li>
          ))}
        </ol>
      )}
      <p className="sr-only" role="status">
        {uploads.added.length > 0 &&
          t("pictures.added", { count: shown.length, amount: format.number(shown.length) })}
      </p>
      {uploads.uploads.length > 0 && (
        <ul className="draft-pictures">
          {uploads.uploads.map((upload) => (
            <li key={upload.key}>
              <OnItsWay
                upload={upload}
                onAgain={() => uploads.again(upload)}
                onDrop={() => uploads.drop(upload.key)}
              />
            </li>
          ))}
        </ul>
      )}
      {left > 0 && (
        <p className="form-hint-invalid" role="alert">
          {t("pictures.left", { count: left, amount: format.number(left) })}
        </p>
      )}
      {free <= 0 ? (
        <p className="muted">{t("pictures.full")}</p>
      ) : (
        <div className="write-upload">
          <PictureInput
            id="draft-picture"
            label={t("field.picture")}
            largestBytes={limits.uploadBytes}
            errors={errorsOf("picture")}
            onChoose={scripted ? choose : undefined}
          />
          {!scripted && (
            <Button look="secondary" size="medium" name="intent" value="upload" pending={uploading}>
              {t("pictures.add")}
            </Button>
          )}
        </div>
      )}
    </fieldset>
  );
}

interface PictureProps extends Pick<PicturesFieldProps, "limits" | "typed" | "errorsOf"> {
  picture: DraftPicture;
  index: number;
  onRemove: (id: string) => void;
}

function Picture({ picture, index, limits, typed, errorsOf, onRemove }: PictureProps) {
  const { t } = useTranslation("write");
  const format = useFormat();
  const within = useSpacePath();
  const { id, width, height } = picture;
  const [alt, caption] = [`alt:${id}`, `caption:${id}`];
  const number = format.number(index + 1);
  return (
    <fieldset className="draft-picture">
      <legend className="sr-only">{t("pictures.one", { number })}</legend>
      <img src={within(`/pictures/${id}`)} alt={picture.alt} width={width} height={height} />
      <div className="draft-picture-words">
        <InputField
          id={`draft-${alt}`}
          name={alt}
          label={t("field.alt")}
          hint={t("hint.alt")}
          defaultValue={typed?.[alt] ?? picture.alt}
          limit={limits.alt}
          errors={errorsOf(alt)}
          autoComplete="off"
          required
        />
        <InputField
          id={`draft-${caption}`}
          name={caption}
          label={t("field.caption")}
          hint={t("hint.caption")}
          defaultValue={typed?.[caption] ?? picture.caption}
          limit={limits.caption}
          errors={errorsOf(caption)}
          autoComplete="off"
        />
        <div className="cluster tight">
          {index > 0 && (
            <Button look="tertiary" size="small" name="intent" value={`forward:${id}`}>
              {t("pictures.forward")}
              <span className="sr-only">: {t("pictures.one", { number })}</span>
            </Button>
          )}
          <Button
            look="tertiary"
            size="small"
            name="intent"
            value={`remove:${id}`}
            onClick={() => onRemove(id)}
          >
            {t("pictures.remove")}
            <span className="sr-only">: {t("pictures.one", { number })}</span>
          </Button>
        </div>
      </div>
    </fieldset>
  );
}

interface OnItsWayProps {
  upload: Upload;
  onAgain: () => void;
  onDrop: () => void;
}

function OnItsWay({ upload, onAgain, onDrop }: OnItsWayProps) {
  const { t } = useTranslation("write");
  const { file, preview, sent, failure } = upload;
  return (
    <div className="draft-picture">
      <img src={preview} alt="" />
      <div className="draft-picture-words">
        <p className="draft-picture-name">{file.name}</p>
        {failure === null ? (
          <>
            <p className="small muted" role="status">
              {t("pictures.sending")}
            </p>
            <progress className="draft-picture-progress" value={sent} max={1} aria-label={file.name} />
          </>
        ) : (
          <>
            <p className="form-hint-invalid" role="alert">
              {failure}
            </p>
            <div className="cluster tight">
              <Button type="button" look="secondary" size="small" onClick={onAgain}>
                {t("pictures.again")}
              </Button>
              <Button type="button" look="tertiary" size="small" onClick={onDrop}>
                {t("pictures.drop")}
              </Button>
            </div>
          </>
        )}
      </div>
    </div>
  );
}
