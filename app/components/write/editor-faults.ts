import { useTranslation } from "react-i18next";
import type { SummaryError } from "#app/components/error-summary.tsx";
import { useFaultMessage } from "#app/components/use-fault-message.ts";
import type { FieldFault } from "#app/domain/errors.ts";
import type { EditorAnswer } from "./editor-types.ts";

const FIELDS = ["title", "category", "district", "place", "body", "picture", "alt"] as const;
type EditorField = (typeof FIELDS)[number];

/** The answer in the editor's words: what is wrong, in all and field by field. */
export function useEditorFaults(answer: EditorAnswer | undefined, missing: readonly FieldFault[] = []) {
  const { t } = useTranslation(["write", "errors"]);
  const say = useFaultMessage();
  const refused = answer && "refused" in answer ? answer.refused : null;
  const faults = refused ? refused.faults : missing;
  const messages = faults.map((fault) => {
    const field = FIELDS.find((name) => name === fault.field);
    return { field, message: say(fault, field ? t(`write:field.${field}`) : fault.field) };
  });
  const summary: SummaryError[] = messages.map(({ field, message }) => ({
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
    errorsOf: (name: EditorField) =>
      messages.filter(({ field }) => field === name).map(({ message }) => message),
    unreachable: answer !== undefined && "unreachable" in answer,
    conflict: answer && "conflict" in answer ? answer.conflict : null,
    preview: answer && "preview" in answer ? answer.preview : null,
    typed: answer && "typed" in answer ? answer.typed : null,
  };
}
