import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { RadioCards } from "#app/components/radio-cards.tsx";
import type { Choice } from "#app/domain/notice/choices.ts";
import { RHYTHMS, type Rhythm } from "#app/domain/notice/rhythms.ts";
import { NOTICE_SORTS, type NoticeSort } from "#db/tables/notice.ts";

interface ChoicesFormProps {
  choices: Record<NoticeSort, Choice>;
  rhythm: Rhythm;
  /** Whether there are push messages. */
  push: boolean;
}

const WAYS = ["told", "mail", "push"] as const;

/** How often by mail, and for each sort of news where it is told. */
export function ChoicesForm({ choices, rhythm, push }: ChoicesFormProps) {
  const { t } = useTranslation("notices");
  const saving = useNavigation().state === "submitting";
  return (
    <Form className="stack" method="post">
      <RadioCards
        id="rhythm"
        name="rhythm"
        legend={t("settings.rhythm")}
        hint={t("settings.rhythmHint")}
        choices={RHYTHMS.map((value) => ({ value, label: t(`settings.${value}`) }))}
        defaultValue={rhythm}
        required
      />
      <section className="stack tight" aria-labelledby="sorts">
        <h2 className="h-sub" id="sorts">
          {t("settings.sorts")}
        </h2>
        <p className="muted">{t("settings.sortsHint")}</p>
        {NOTICE_SORTS.map((sort) => (
          <fieldset className="notice-sort" key={sort}>
            <legend className="form-legend-wrap">
              <span className="form-legend">{t(`sort.${sort}.name`)}</span>
            </legend>
            <p className="small muted">{t(`sort.${sort}.what`)}</p>
            <div className="cluster">
              {WAYS.filter((way) => push || way !== "push").map((way) => (
                <label className="form-checkbox" key={way}>
                  <input type="checkbox" name={`${way}:${sort}`} defaultChecked={choices[sort][way]} />
                  <span>{t(`settings.way.${way}`)}</span>
                </label>
              ))}
            </div>
          </fieldset>
        ))}
      </section>
      <div>
        <Button pending={saving}>{t("settings.save")}</Button>
      </div>
    </Form>
  );
}
