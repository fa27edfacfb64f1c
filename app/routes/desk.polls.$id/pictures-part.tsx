import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { SelectField } from "#app/components/field.tsx";
import { megabytesOf, PictureInput } from "#app/components/picture-input.tsx";
import { SaidFields } from "#app/components/said-fields.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { briefPicture, choicePicture, savedChoicesOf } from "#app/doors/poll-fields.ts";
import { OfficePicture } from "./office-picture.tsx";

interface PicturesPartProps {
  fields: Record<string, string>;
  /** The places of those that there are. */
  questions: readonly number[];
  briefs: readonly number[];
  largestBytes: number;
}

interface Place {
  /** As the form says it: `q.PLACE.CHOICE`, `b.PLACE`. */
  where: string;
  label: string;
  /** The field that has the picture's id. */
  name: string;
}

const ANCHOR = "pictures";
const CHOOSING = ["single", "multiple", "ranking"];

/** The way from a question or a brief to where its pictures are. */
export function ToPictures() {
  const { t } = useTranslation("polling");
  return (
    <a className="text-link small" href={`#${ANCHOR}`}>
      {t("picture.link")}
    </a>
  );
}

/**
 * All pictures of the draft with what they show, and one more to add: all in one place, since a form takes one file, and
 * a description that is written at once is one that is written at all.
 */
export function PicturesPart({ fields, questions, briefs, largestBytes }: PicturesPartProps) {
  const { t } = useTranslation("polling");
  const format = useFormat();
  const places: Place[] = [
    ...questions
      .filter((place) => CHOOSING.includes(fields[`q.${place}.type`] ?? ""))
      .flatMap((place) =>
        savedChoicesOf(fields, place).map(({ id, title }) => ({
          where: `q.${place}.${id}`,
          label: t("picture.of", { of: t("question.number", { number: place + 1 }), choice: title }),
          name: choicePicture(place, id),
        })),
      ),
    ...briefs.map((place) => ({
      where: `b.${place}`,
      label: t("brief.number", { number: place + 1 }),
      name: briefPicture(place),
    })),
  ];
  return (
    <section className="stack" aria-labelledby={ANCHOR}>
      <h2 className="h-section" id={ANCHOR} tabIndex={-1}>
        {t("picture.heading")}
      </h2>
      <p className="muted">{t("picture.hint", { megabytes: format.number(megabytesOf(largestBytes)) })}</p>
      {places.map(({ where, label, name }) =>
        fields[name] ? (
          <fieldset className="panel stack" key={`${where} ${fields[name]}`}>
            <legend className="form-legend-wrap h-sub" dir="auto">
              {label}
            </legend>
            <input type="hidden" name={name} value={fields[name]} />
            <OfficePicture id={fields[name]} alt={fields[`${name}.alt.ko`] ?? ""} />
            <SaidFields name={`${name}.alt`} label={t("picture.alt")} fields={fields} required />
            <div>
              <Button look="tertiary" size="small" name="intent" value={`remove-picture:${where}`}>
                {t("picture.remove")}
                <span className="sr-only">: {label}</span>
              </Button>
            </div>
          </fieldset>
        ) : null,
      )}
      {/* Anew once a picture was taken, also where something else of the form was refused. */}
      <div className="write-upload" key={places.map(({ name }) => fields[name]).join(" ")}>
        <PictureInput id="poll-picture" label={t("picture.field")} largestBytes={largestBytes} />
        <SelectField
          id="pictureOf"
          name="pictureOf"
          label={t("picture.where")}
          hint={t("picture.whereHint")}
          choices={places.map(({ where, label }) => ({ value: where, label }))}
          defaultValue={fields.pictureOf ?? ""}
          required
        />
        <SaidFields
          name="alt"
          label={t("picture.alt")}
          hint={t("picture.altHint")}
          fields={fields}
          required
        />
        <Button look="secondary" size="medium" name="intent" value="add-picture">
          {t("picture.add")}
        </Button>
      </div>
    </section>
  );
}
