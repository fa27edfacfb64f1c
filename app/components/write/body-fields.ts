import {
  type Answers,
  joinAnswers,
  NO_ANSWERS,
  PROMPTS,
  type Prompt,
  type PromptHeadings,
  splitBody,
} from "#app/domain/kinds/proposal/prompts.ts";
import { isLanguage, LANGUAGES } from "#app/i18n/settings.ts";
import type { Language } from "#db/tables/language.ts";

/** The language of the headings that the three questions stand under; "": one field has the whole text. */
export type BodyMode = Language | "";

/** A text as the form shows it first: in answers to the three questions, or whole. */
interface ShownBody {
  mode: BodyMode;
  answers: Answers;
  body: string;
}

/** A text in the fields that it fits. What is empty is begun with the questions, in the page's language. */
export function shownBody(body: string, headings: PromptHeadings<Language>, language: Language): ShownBody {
  if (body.trim() === "") return { mode: language, answers: NO_ANSWERS, body: "" };
  const split = splitBody(body, headings, LANGUAGES);
  return split
    ? { mode: split.language, answers: split.answers, body: "" }
    : { mode: "", answers: NO_ANSWERS, body };
}

/** What came back from the server in a form's own fields. */
export const typedBody = (typed: Readonly<Record<string, string>>): ShownBody => ({
  mode: isLanguage(typed.prompts) ? typed.prompts : "",
  answers: { problem: typed.problem ?? "", wish: typed.wish ?? "", helps: typed.helps ?? "" },
  body: typed.body ?? "",
});

/** The text of a form as one, whichever fields it stands in: all that saves it and compares it knows the one text alone. */
export class BodyFields {
  readonly #headings: PromptHeadings<Language>;
  #mode: BodyMode;
  readonly #listeners = new Set<() => void>();

  constructor(headings: PromptHeadings<Language>, mode: BodyMode) {
    this.#headings = headings;
    this.#mode = mode;
  }

  readonly mode = () => this.#mode;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly read = (form: HTMLFormElement): string => {
    if (this.#mode === "") return typedIn(form, "body");
    const answers = {
      problem: typedIn(form, "problem"),
      wish: typedIn(form, "wish"),
      helps: typedIn(form, "helps"),
    };
    return joinAnswers(answers, this.#headings[this.#mode]);
  };

  /** Puts a text into the fields that it fits. */
  readonly write = (form: HTMLFormElement, text: string): void => {
    const { mode, answers, body } = shownBody(text, this.#headings, this.#mode || "ko");
    this.#fill(form, text.trim() === "" ? this.#mode : mode, answers, body);
  };

  /** One field for the whole text. */
  readonly showWhole = (form: HTMLFormElement): void => this.#fill(form, "", NO_ANSWERS, this.read(form));

  /** The three questions; a text that is no answer to them stands under the first, for its writer to divide. */
  readonly showAsked = (form: HTMLFormElement, language: Language): void => {
    const text = this.read(form);
    const { mode, answers } = shownBody(text, this.#headings, language);
    this.#fill(form, mode || language, mode ? answers : { ...NO_ANSWERS, problem: text }, "");
  };

  #fill(form: HTMLFormElement, mode: BodyMode, answers: Answers, body: string): void {
    this.#mode = mode;
    for (const [name, text] of Object.entries({ ...answers, body })) {
      const control = form.elements.namedItem(name);
      if (!(control instanceof HTMLTextAreaElement) || control.value === text) continue;
      control.value = text;
      control.dispatchEvent(new Event("input", { bubbles: true })); // the counters listen
    }
    for (const listener of this.#listeners) listener();
  }
}

const typedIn = (form: HTMLFormElement, name: Prompt | "body"): string => {
  const control = form.elements.namedItem(name);
  return control instanceof HTMLTextAreaElement ? control.value : "";
};

/** Whether a field is part of the text. */
export const isBodyField = (name: string): boolean =>
  name === "body" || PROMPTS.some((prompt) => prompt === name);
