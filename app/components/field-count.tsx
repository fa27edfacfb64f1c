import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { lengthOf } from "#app/platform/writing.ts";
import { useFormat } from "./use-format.ts";

interface FieldCountProps {
  /** The control whose text is counted, or what stands around several. */
  control: RefObject<HTMLElement | null>;
  limit: number;
  /** The text of several controls, as one. */
  textOf?: () => string;
}

/** How much of a limit is used. Nothing is cut off: the person shortens, not the browser. Only with JavaScript. */
export function FieldCount({ control, limit, textOf }: FieldCountProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [length, setLength] = useState<number | null>(null);

  const read = useRef(textOf);
  read.current = textOf;

  useEffect(() => {
    const element = control.current;
    if (!element) return;
    // As the server counts: an emoji is one character, and so is a syllable that a Mac sends in three parts.
    const count = () => setLength(lengthOf(read.current ? read.current() : typedIn(element)));
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

const typedIn = (element: HTMLElement): string =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : "";
