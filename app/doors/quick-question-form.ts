import type { z } from "zod";
import { parseInput } from "#app/domain/input.ts";
import { CHOICES } from "#app/domain/quick-poll/schema.ts";
import { textFields } from "./page.ts";

/**
 * A question as its form sends it: its answers in fields of their own, of which those that were left empty are none.
 *
 * @throws PortalError "invalid-input" that names the form's fields
 */
export function parseQuestionForm<S extends z.ZodType>(schema: S, form: FormData): z.output<S> {
  const typed = textFields(form);
  const fields = Array.from({ length: CHOICES.max }, (_, index) => `choice${index + 1}`);
  const filled = fields.filter((field) => (typed[field] ?? "").trim() !== "");
  const input = { ...typed, choices: filled.map((field) => typed[field]) };
  return parseInput(schema, input, ([name, index]) => {
    if (name !== "choices") return [name ?? "body"];
    return [(typeof index === "number" ? filled[index] : undefined) ?? "choice1"];
  });
}
