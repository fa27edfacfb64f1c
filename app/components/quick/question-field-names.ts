import type { TFunction } from "i18next";

/** The fields of a question's form by their names, for what is said of its faults. */
export function questionFieldsOf(t: TFunction<"quick">) {
  const choices = [1, 2, 3, 4, 5, 6].map(
    (number) =>
      [`choice${number}`, { id: `choice${number}`, label: t("new.choice", { number }) }] satisfies [
        string,
        object,
      ],
  );
  return { question: { id: "question", label: t("new.question") }, ...Object.fromEntries(choices) };
}
