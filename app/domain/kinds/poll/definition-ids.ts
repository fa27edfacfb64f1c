import type { PollChoice, PollPage, PollQuestion, Said } from "#db/tables/poll-definition.ts";

type WrittenChoice = Omit<PollChoice, "id"> & { id?: string };
type Unnamed<Q> = Q extends { choices: PollChoice[] }
  ? Omit<Q, "id" | "choices" | "min" | "max"> & {
      id?: string;
      choices: WrittenChoice[];
    } & (Q extends { min: number } ? { min?: number; max?: number } : unknown)
  : Omit<Q, "id"> & { id?: string };
type WrittenQuestion = Unnamed<PollQuestion>;
interface WrittenPage {
  title?: Said;
  questions: WrittenQuestion[];
}

/**
 * Gives ids to the questions and choices that have none, of letters and the next free number, and bounds to what is
 * chosen: at least one where an answer is asked for, at most all.
 */
export function withIds(pages: readonly WrittenPage[]): PollPage[] {
  const taken = new Set(
    pages.flatMap(({ questions }) =>
      questions.flatMap((question) => [
        question.id,
        ...("choices" in question ? question.choices.map(({ id }) => id) : []),
      ]),
    ),
  );
  const next = (letter: string): string => {
    let number = 1;
    while (taken.has(`${letter}${number}`)) number += 1;
    const id = `${letter}${number}`;
    taken.add(id);
    return id;
  };
  const named = (question: WrittenQuestion): PollQuestion => {
    const id = question.id ?? next("q");
    switch (question.type) {
      case "single":
        return { ...question, id, choices: namedChoices(question.choices) };
      case "multiple":
      case "ranking": {
        const choices = namedChoices(question.choices);
        const { min = question.required ? 1 : 0, max = choices.length } = question;
        return { ...question, id, choices, min, max };
      }
      default:
        return { ...question, id };
    }
  };
  const namedChoices = (choices: readonly WrittenChoice[]): PollChoice[] =>
    choices.map((choice) => ({ ...choice, id: choice.id ?? next("c") }));
  return pages.map((page) => ({ ...page, questions: page.questions.map(named) }));
}
