import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DefinitionField } from "#app/domain/kinds/poll/definition-changes.ts";
import type { PollPicture, PollQuestion, Said } from "#db/tables/poll-definition.ts";
import type { DraftPageData } from "./draft-page.server.ts";
import { OfficePicture } from "./office-picture.tsx";
import { useDefinitionValues } from "./use-definition-values.ts";

/** All that an approval fixes, in all three languages: who approves it answers for each of them. */
export function WholeDefinition({ draft }: { draft: DraftPageData }) {
  const { t } = useTranslation("polling");
  const said = useDefinitionValues(draft);
  const { definition, office } = draft;
  const { who, pages, briefs, documents, video, related, gifts = [] } = definition;
  const setting = (field: DefinitionField, value: string | number | boolean | null | undefined) => (
    <Part field={field}>{said(field, value === undefined || value === null ? null : String(value))}</Part>
  );
  const numbered = pages.flatMap((page) => page.questions);
  return (
    <section className="stack" aria-labelledby="whole">
      <h3 className="h-sub" id="whole">
        {t("review.whole")}
      </h3>
      <dl className="facts">
        <dt>{t("review.office")}</dt>
        <dd>{office}</dd>
        <Part field="title">
          <Texts of={definition.title} />
        </Part>
        <Part field="summary">
          <Texts of={definition.summary} />
        </Part>
        {setting("purpose", definition.purpose)}
        {setting("category", definition.category)}
        <Part field="district">
          {definition.district === null ? t("field.everywhere") : said("district", definition.district)}
        </Part>
        {setting("opensAt", definition.opensAt)}
        {setting("closesAt", definition.closesAt)}
        {setting("residents", who.residents)}
        <Part field="districts">
          {who.districts?.map((code) => said("districts", code)).join(", ") || "–"}
        </Part>
        {setting("minAge", who.minAge)}
        {setting("maxAge", who.maxAge)}
        {setting("roll", who.roll)}
        {setting("results", definition.results)}
        {setting("mayChange", definition.mayChange)}
        {setting("leaderboard", definition.leaderboard ?? false)}
        {setting("opinionMap", definition.opinionMap ?? false)}
      </dl>
      {pages.map(({ title, questions }, page) => (
        <div className="stack" key={questions[0]?.id ?? page}>
          {title && (
            <dl className="facts">
              <dt>{t("page.title", { number: page + 1 })}</dt>
              <dd>
                <Texts of={title} />
              </dd>
            </dl>
          )}
          {questions.map((question) => (
            <WholeQuestion key={question.id} question={question} all={numbered} draft={draft} />
          ))}
        </div>
      ))}
      {briefs.map(({ title, body, picture }, place) => (
        <details className="fold" key={title.ko}>
          <summary>{t("brief.number", { number: place + 1 })}</summary>
          <dl className="facts">
            <Part field="title">
              <Texts of={title} />
            </Part>
            <Part field="body">
              <Texts of={body} />
            </Part>
            <Part field="picture">{picture ? <Picture of={picture} /> : "–"}</Part>
          </dl>
        </details>
      ))}
      <dl className="facts">
        <Part field="documents">
          {documents.length === 0 && "–"}
          {documents.map(({ title, url }) => (
            <div key={url}>
              <Texts of={title} />
              <p className="small">{url}</p>
            </div>
          ))}
        </Part>
        <Part field="gifts">
          {gifts.length === 0 && "–"}
          {gifts.map(({ name, count }) => (
            <div key={name.ko}>
              <Texts of={name} />
              <p className="small numeric">× {count}</p>
            </div>
          ))}
        </Part>
        <Part field="video">
          <Texts of={video?.title} />
          {video && <p className="small">{video.url}</p>}
        </Part>
        <Part field="transcript">
          <Texts of={video?.transcript} />
        </Part>
        <Part field="related">{related.join(", ") || "–"}</Part>
      </dl>
    </section>
  );
}

interface WholeQuestionProps {
  question: PollQuestion;
  all: readonly PollQuestion[];
  draft: DraftPageData;
}

function WholeQuestion({ question, all, draft }: WholeQuestionProps) {
  const { t } = useTranslation("polling");
  const said = useDefinitionValues(draft);
  const { id, type, title, help, required, when } = question;
  const number = all.findIndex((one) => one.id === id) + 1;
  const other = all.findIndex((one) => one.id === when?.question);
  const asked = all[other];
  const chosen =
    asked && "choices" in asked ? asked.choices.filter((choice) => when?.is.includes(choice.id)) : [];
  return (
    <details className="fold">
      <summary>{t("question.number", { number })}</summary>
      <dl className="facts">
        <Part field="title">
          <Texts of={title} />
        </Part>
        <Part field="help">
          <Texts of={help} />
        </Part>
        <Part field="type">{said("type", type)}</Part>
        <Part field="required">{said("required", String(required))}</Part>
        {"min" in question && <Part field="min">{question.min}</Part>}
        {"max" in question && <Part field="max">{question.max}</Part>}
        {question.type === "number" && (
          <Part field="unit">
            <Texts of={question.unit} />
          </Part>
        )}
        {question.type === "rating" && (
          <>
            <Part field="low">
              <Texts of={question.words?.low} />
            </Part>
            <Part field="high">
              <Texts of={question.words?.high} />
            </Part>
          </>
        )}
        {"choices" in question && (
          <>
            <Part field="choices">
              <ol>
                {question.choices.map((choice) => (
                  <li key={choice.id}>
                    <Texts of={choice.title} />
                    {choice.picture && <Picture of={choice.picture} />}
                  </li>
                ))}
              </ol>
            </Part>
            <Part field="drawnOrder">{said("drawnOrder", String(question.drawnOrder))}</Part>
          </>
        )}
        <Part field="when">
          {when
            ? `${t("question.number", { number: other + 1 })}: ${chosen.map((one) => one.title.ko).join(", ")}`
            : t("question.always")}
        </Part>
      </dl>
    </details>
  );
}

function Part({ field, children }: { field: DefinitionField; children: ReactNode }) {
  const { t } = useTranslation("polling");
  return (
    <>
      <dt>{t(`changed.${field}`)}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** With all that is said of it, as it is read out. */
function Picture({ of: { id, alt } }: { of: PollPicture }) {
  return (
    <figure className="poll-figure">
      <OfficePicture id={id} alt="" />
      <figcaption>
        <Texts of={alt} />
      </figcaption>
    </figure>
  );
}

/** A text in each of the three languages, and which of them nobody translated. */
function Texts({ of }: { of: Said | undefined }) {
  const { t } = useTranslation("polling");
  if (!of) return "–";
  return (["ko", "en", "ja"] as const).map((language) => (
    <p key={language} className="opinion-body">
      <span className="small muted">{t(`language.${language}`)}</span>{" "}
      <span lang={of[language] ? language : undefined} dir="auto">
        {of[language] ?? t("review.untranslated")}
      </span>
    </p>
  ));
}
