import { type ReactNode, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, NO_ANSWER } from "#app/domain/kinds/poll/answer-fields.ts";
import type { PictureView, QuestionView } from "#app/domain/kinds/poll/read-poll.ts";
import { FieldErrors } from "../field.tsx";
import { useSpacePath } from "../space-path.ts";
import { useTypedEarly } from "../typed-early.ts";
import { useFormat } from "../use-format.ts";
import { ChoicePicture } from "./choice-picture.tsx";

interface QuestionFieldProps {
  question: QuestionView;
  /** Counted from 1 through the whole poll. */
  number: number;
  /** What is in the form already, by the names of `fieldOf`. */
  values: Record<string, string>;
  errors?: readonly string[];
  /** Whom it is asked of, where it hangs on another question. */
  condition?: string | null;
  /** It is not asked of who chose so: out of sight, and not sent. */
  hidden?: boolean;
}

/** The first control of a question, for links from an error summary. */
export const questionAnchor = (id: string) => `question-${id}`;

/** The number of each question by its id, counted from 1. */
export const numbersOf = (questions: readonly Pick<QuestionView, "id">[]): Map<string, number> =>
  new Map(questions.map(({ id }, place) => [id, place + 1]));

/** One question with its answers to choose from: each type of question has its own controls. */
export function QuestionField(props: QuestionFieldProps) {
  const { question, number, errors = [], condition, hidden = false } = props;
  const { t } = useTranslation("polls");
  const { t: common } = useTranslation();
  const generated = useId();
  const { id, title, help, required } = question;
  const limits = useLimits(question);
  const hints = [help, limits, condition].filter((hint): hint is string => Boolean(hint));
  const [hintId, errorId] = [`${generated}-hint`, `${generated}-error`];
  return (
    <fieldset
      className="form-group poll-question"
      id={questionAnchor(id)}
      tabIndex={-1}
      hidden={hidden}
      disabled={hidden}
      aria-describedby={
        [hints.length > 0 && hintId, errors.length > 0 && errorId].filter(Boolean).join(" ") || undefined
      }
    >
      <legend className="form-legend-wrap">
        <span className="form-legend" dir="auto">
          <span className="poll-question-number numeric">{number}</span> {title}
        </span>
        <span className="form-mark">{required ? common("form.required") : common("form.optional")}</span>
      </legend>
      {hints.length > 0 && (
        <div className="form-hint" id={hintId}>
          {hints.map((hint) => (
            <p key={hint} dir="auto">
              {hint}
            </p>
          ))}
        </div>
      )}
      <Answer {...props} label={t("ballot.answerTo", { number, title })} />
      <LargePictures question={question} />
      <ProposalsToRead question={question} />
      <FieldErrors id={errorId} errors={errors} />
    </fieldset>
  );
}

/** How many may be chosen, or between which numbers, in words. */
function useLimits({ type, min, max, choices, unit, words }: QuestionView): string | null {
  const { t } = useTranslation("polls");
  const format = useFormat();
  const [least, most] = [min ?? 0, max ?? 0];
  const amounts = { min: format.number(least), max: format.number(most) };
  switch (type) {
    case "multiple":
      if (least === most) return t("limits.exactly", { count: most, amount: amounts.max });
      if (least > 1) return t("limits.between", amounts);
      return most < (choices?.length ?? 0)
        ? t("limits.upTo", { count: most, amount: amounts.max })
        : t("limits.any");
    case "ranking":
      return least === most
        ? t("limits.rankAll", { count: most, amount: amounts.max })
        : t("limits.rank", { count: most, amount: amounts.max });
    case "number":
      return unit ? t("limits.numberOf", { ...amounts, unit }) : t("limits.number", amounts);
    case "rating":
      return words ? t("limits.scale", { ...amounts, ...words }) : null;
    default:
      return null;
  }
}

function Answer(props: QuestionFieldProps & { label: string }) {
  switch (props.question.type) {
    case "single":
    case "multiple":
      return <Choices {...props} />;
    case "ranking":
      return <Ranks {...props} />;
    case "rating":
      return <Scale {...props} />;
    case "number":
      return <NumberAnswer {...props} />;
    case "text":
      return <TextAnswer {...props} />;
  }
}

function Choices({ question, values }: QuestionFieldProps) {
  const { t } = useTranslation("polls");
  const { id, type, required, when, choices } = question;
  const single = type === "single";
  return (
    <div className="poll-choices">
      {choices?.map((choice) => {
        const name = single ? fieldOf.choice(id) : fieldOf.pick(id, choice.id);
        const value = single ? choice.id : "yes";
        return (
          <ChoiceCard key={choice.id} picture={choice.picture}>
            <input
              type={single ? "radio" : "checkbox"}
              name={name}
              value={value}
              defaultChecked={values[name] === value}
            />
            <span dir="auto">{choice.title}</span>
          </ChoiceCard>
        );
      })}
      {single && (!required || when) && (
        <ChoiceCard picture={null}>
          <input type="radio" name={fieldOf.choice(id)} value={NO_ANSWER} />
          <span className="muted">{t("ballot.noAnswer")}</span>
        </ChoiceCard>
      )}
    </div>
  );
}

function ChoiceCard({ picture, children }: { picture: PictureView | null; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: its control is among the children.
    <label className="radio-card poll-choice">
      {children}
      {picture && <ChoicePicture picture={picture} />}
    </label>
  );
}

/** Of choices that stand for proposals; in another window, so that what is chosen stays. */
function ProposalsToRead({ question: { choices } }: { question: QuestionView }) {
  const { t } = useTranslation("polls");
  const within = useSpacePath();
  const linked = choices?.filter(({ proposal }) => proposal !== null) ?? [];
  if (linked.length === 0) return null;
  return (
    <details className="fold">
      <summary>{t("ballot.proposals")}</summary>
      <ul className="plain-bullets">
        {linked.map(({ id, title, proposal }) => (
          <li key={id}>
            <a className="text-link" href={within(`/proposals/${proposal}`)} target="_blank" rel="noopener">
              <span dir="auto">{title}</span>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Larger, with what they show: beside an answer there is room for a glance alone. */
function LargePictures({ question: { choices } }: { question: QuestionView }) {
  const { t } = useTranslation("polls");
  const within = useSpacePath();
  if (!choices?.some(({ picture }) => picture)) return null;
  return (
    <details className="fold">
      <summary>{t("ballot.pictures")}</summary>
      <div className="poll-figures">
        {choices.map(({ id, title, picture }) =>
          picture ? (
            <figure className="poll-figure" key={id}>
              <img
                className="poll-picture"
                src={within(`/polls/pictures/${picture.id}`)}
                alt={picture.alt}
                loading="lazy"
              />
              <figcaption dir="auto">{title}</figcaption>
            </figure>
          ) : null,
        )}
      </div>
    </details>
  );
}

/** A place for each: it works by keyboard and without a script, and says what was given twice. */
function Ranks({ question, values }: QuestionFieldProps) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  const generated = useId();
  const { id, choices, max } = question;
  const places = Array.from({ length: max ?? 0 }, (_, place) => place + 1);
  return (
    <ul className="poll-ranks">
      {choices?.map((choice) => {
        const name = fieldOf.rank(id, choice.id);
        const controlId = `${generated}-${choice.id}`;
        return (
          <li key={choice.id}>
            <label htmlFor={controlId} dir="auto">
              {choice.picture && <ChoicePicture picture={choice.picture} />}
              {choice.title}
            </label>
            <select className="krds-form-select" id={controlId} name={name} defaultValue={values[name] ?? ""}>
              <option value="">{t("ballot.noRank")}</option>
              {places.map((place) => (
                <option key={place} value={place}>
                  {t("ballot.rank", { place: format.number(place) })}
                </option>
              ))}
            </select>
          </li>
        );
      })}
    </ul>
  );
}

function Scale({ question, values }: QuestionFieldProps) {
  const { t } = useTranslation("polls");
  const { id, min, max, words, required, when } = question;
  const [from, to] = [min ?? 0, max ?? 0];
  const name = fieldOf.number(id);
  return (
    <div className="poll-scale">
      {words && (
        <span className="small" aria-hidden="true">
          {words.low}
        </span>
      )}
      <div className="poll-scale-steps">
        {Array.from({ length: to - from + 1 }, (_, step) => String(from + step)).map((value) => (
          <label className="poll-step" key={value}>
            <input type="radio" name={name} value={value} defaultChecked={values[name] === value} />
            <span className="numeric">{value}</span>
          </label>
        ))}
      </div>
      {words && (
        <span className="small" aria-hidden="true">
          {words.high}
        </span>
      )}
      {(!required || when) && (
        <label className="poll-step">
          <input type="radio" name={name} value={NO_ANSWER} />
          <span className="muted">{t("ballot.noAnswer")}</span>
        </label>
      )}
    </div>
  );
}

function NumberAnswer({ question, values, label }: QuestionFieldProps & { label: string }) {
  const { id, min, unit } = question;
  const name = fieldOf.number(id);
  return (
    <div className="poll-number">
      <input
        className="krds-input"
        type="text"
        inputMode={(min ?? 0) < 0 ? "text" : "numeric"}
        name={name}
        defaultValue={values[name] ?? ""}
        aria-label={label}
        autoComplete="off"
      />
      {unit && <span>{unit}</span>}
    </div>
  );
}

function TextAnswer({ question, values, label }: QuestionFieldProps & { label: string }) {
  const name = fieldOf.text(question.id);
  const ref = useRef<HTMLTextAreaElement>(null);
  useTypedEarly(ref);
  return (
    <textarea
      ref={ref}
      className="krds-input"
      rows={4}
      dir="auto"
      name={name}
      defaultValue={values[name] ?? ""}
      aria-label={label}
    />
  );
}
