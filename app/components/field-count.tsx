import { type RefObject, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { lengthOf } from "#app/platform/writing.ts";
import { useFormat } from "./use-format.ts";

interface FieldCountProps {
  /** The control whose text is counted. */
  control: RefObject<HTMLInputElement | HTMLTextAreaElement | null>;
  limit: number;
}

/** How much of a limit is used. Nothing is cut off: the person shortens, not the browser. Only with JavaScript. */
export function FieldCount({ control, limit }: FieldCountProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [length, setLength] = useState<number | null>(null);

  useEffect(() => {
    const element = control.current;
    if (!element) return;
    // As the server counts: an emoji is one character, and so is a syllable that a Mac sends in three parts.
    const count = () => setLength(lengthOf(element.value));
    count();
    element.addEventListener("input", count);
    return () => element.removeEventListener("input", count);
  }, [control]);

  if (length === null) return null;
  return (
    <p className={length > limit ? "form-count is-over" : "form-count"}>
      {t("form.characters", { amount: format.number(length), limit: format.number(limit) })}
    </p>
  );
}
