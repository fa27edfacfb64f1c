import { useTranslation } from "react-i18next";
import type { SummaryError } from "#app/components/error-summary.tsx";
import { useFaultMessage } from "#app/components/use-fault-message.ts";
import type { FieldFault } from "#app/domain/errors.ts";
import { PROMPTS, type Prompt } from "#app/domain/kinds/proposal/prompts.ts";
import type { EditorAnswer } from "./editor-types.ts";

/** In the order of the form. */
const FIELDS = [
  ...(["title", "category", "district", "place", "problem", "wish", "helps", "body"] as const),
  ...(["picture", "alt", "caption"] as const),
] as const;

const isPrompt = (field: string): field is Prompt => PROMPTS.some((prompt) => prompt === field);

/** The answer in the editor's words: what is wrong, in all and field by field. */
export function useEditorFaults(answer: EditorAnswer | undefined, missing: readonly FieldFault[] = []) {
  const { t } = useTranslation(["write", "errors"]);
  const say = useFaultMessage();
  const refused = answer && "refused" in answer ? answer.refused : null;
  const faults = refused ? refused.faults : missing;
  // A question is no name: "What is wrong?: fill this in".
  const nameOf = (field: (typeof FIELDS)[number]) =>
    isPrompt(field) ? t(`write:prompt.${field}.heading`) : t(`write:field.${field}`);
  const messages = faults.map((fault) => {
    // `alt:ID` of one picture, and of each other its own.
    const field = FIELDS.find((name) => name === fault.field.split(":")[0]);
    return {
      field: field && fault.field,
      message: say(fault, field ? nameOf(field) : fault.field),
    };
  });
  const names: readonly string[] = FIELDS;
  const placeOf = (field = "") => names.indexOf(field.split(":")[0] ?? "");
  const inOrder = [...messages].sort((a, b) => placeOf(a.field) - placeOf(b.field));
  const summary: SummaryError[] = inOrder.map(({ field, message }) => ({
    fieldId: field && `draft-${field}`,
    message,
  }));
  if (refused && faults.length === 0) {
    summary.push({
      message: `${t(`errors:code.${refused.code}.title`)}. ${t(`errors:code.${refused.code}.message`)}`,
    });
  }
  return {
    summary,
    errorsOf: (name: string) => messages.filter(({ field }) => field === name).map(({ message }) => message),
    unreachable: answer !== undefined && "unreachable" in answer,
    conflict: answer && "conflict" in answer ? answer.conflict : null,
    preview: answer && "preview" in answer ? answer.preview : null,
    typed: answer && "typed" in answer ? answer.typed : null,
  };
}
