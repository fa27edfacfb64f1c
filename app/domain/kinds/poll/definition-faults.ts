import type { FieldFaultCode } from "#app/domain/errors.ts";
import type { PollDefinition, PollPurpose, PollQuestion } from "#db/tables/poll-definition.ts";

interface DefinitionFault {
  path: (string | number)[];
  code: FieldFaultCode;
  params?: Record<string, number>;
}

const MOST_QUESTIONS = 30;
/**
 * Named one by one, and not all but some: to offer goods for taking part in a residents' vote is a crime (Residents'
 * Voting Act), so a purpose that is added later has no gifts until somebody says that it may.
 */
const GIFT_PURPOSES: readonly PollPurpose[] = ["policy", "survey", "pick"];
const MOST_RATINGS = 11;

/** What is wrong with a definition beyond its parts: they do not fit together. No I/O. */
export function definitionFaults({
  pages,
  who,
  purpose,
  gifts,
  opensAt,
  closesAt,
}: Pick<PollDefinition, "pages" | "who" | "purpose" | "gifts" | "closesAt"> & {
  opensAt?: string;
}): DefinitionFault[] {
  const faults: DefinitionFault[] = [];
  if (opensAt !== undefined && closesAt <= opensAt) faults.push({ path: ["closesAt"], code: "not-later" });
  if (who.minAge !== undefined && who.maxAge !== undefined && who.maxAge < who.minAge)
    faults.push({ path: ["who", "maxAge"], code: "out-of-range", params: { min: who.minAge, max: 150 } });
  // A number is a person's: of a roll there would be none, and what counts nothing has nobody to thank.
  if (gifts && (who.roll !== undefined || !GIFT_PURPOSES.includes(purpose)))
    faults.push({ path: ["gifts"], code: "no-gifts" });
  const asked = new Map<string, Set<string>>();
  const ids = new Set<string>();
  const once = (id: string, path: DefinitionFault["path"]) => {
    if (ids.has(id)) faults.push({ path: [...path, "id"], code: "twice" });
    ids.add(id);
  };
  for (const [page, { questions }] of pages.entries())
    for (const [place, question] of questions.entries()) {
      const path = ["pages", page, "questions", place];
      once(question.id, path);
      if ("choices" in question)
        for (const [index, choice] of question.choices.entries())
          once(choice.id, [...path, "choices", index]);
      faults.push(...boundFaults(question).map((fault) => ({ ...fault, path: [...path, ...fault.path] })));
      const { when } = question;
      const known = when && asked.get(when.question);
      // Only what stands before it can decide whether it is asked.
      if (when && !known) faults.push({ path: [...path, "when", "question"], code: "unknown-choice" });
      if (when && known && !when.is.every((id) => known.has(id)))
        faults.push({ path: [...path, "when", "is"], code: "unknown-choice" });
      if (question.type === "single" || question.type === "multiple")
        asked.set(question.id, new Set(question.choices.map(({ id }) => id)));
    }
  if (pages.reduce((sum, { questions }) => sum + questions.length, 0) > MOST_QUESTIONS)
    faults.push({ path: ["pages"], code: "above-most", params: { max: MOST_QUESTIONS } });
  return faults;
}

function boundFaults(question: PollQuestion): DefinitionFault[] {
  switch (question.type) {
    case "multiple":
    case "ranking": {
      const { min, max, choices } = question;
      const most = choices.length;
      if (max < 1 || max > most)
        return [{ path: ["max"], code: "out-of-range", params: { min: 1, max: most } }];
      return min > max ? [{ path: ["min"], code: "out-of-range", params: { min: 0, max } }] : [];
    }
    case "rating":
    case "number": {
      const { min, max } = question;
      const most = question.type === "rating" ? min + MOST_RATINGS - 1 : undefined;
      if (max <= min)
        return [{ path: ["max"], code: "out-of-range", params: { min: min + 1, max: most ?? 1e9 } }];
      return most !== undefined && max > most
        ? [{ path: ["max"], code: "out-of-range", params: { min: min + 1, max: most } }]
        : [];
    }
    default:
      return [];
  }
}
