import { useLocation, useNavigate } from "@remix-run/react";
import { type FormEvent, type KeyboardEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../use-format.ts";
import { type Suggestion, useSuggestions } from "./use-suggestions.ts";

/** A row of the list: a thing that can be opened, or the question as it was probably meant. */
export type ComboboxOption =
  | ({ type: "suggestion" } & Suggestion)
  | { type: "correction"; text: string; to: string };

/** The keyboard and the list of an editable combobox. */
export function useCombobox() {
  const { t } = useTranslation("search");
  const format = useFormat();
  const navigate = useNavigate();
  const { key } = useLocation();
  /** What is typed; null: closed, until somebody types again. */
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const found = useSuggestions(typed);

  const close = () => {
    setTyped(null);
    setActive(-1);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is a reason to close, whichever it is
  useEffect(close, [key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows are a reason to let go of the one that was marked
  useEffect(() => setActive(-1), [found]);

  const options: ComboboxOption[] = [
    ...(found?.correction
      ? [
          {
            type: "correction" as const,
            text: found.correction,
            to: `/search?${new URLSearchParams({ q: found.correction })}`,
          },
        ]
      : []),
    ...(found?.items ?? []).map((item) => ({ type: "suggestion" as const, ...item })),
  ];
  const open = typed !== null && options.length > 0;

  const choose = (option: ComboboxOption) => {
    close();
    navigate(option.to);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // These keys belong to the input method while it composes; Safari says so only by 229.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (!open) {
      if (event.key === "ArrowDown" && event.currentTarget.value.trim() !== "") {
        event.preventDefault();
        setTyped(event.currentTarget.value);
      }
      return;
    }
    const marked = options[active];
    if (event.key === "ArrowDown") setActive(active + 1 < options.length ? active + 1 : -1);
    else if (event.key === "ArrowUp") setActive(active >= 0 ? active - 1 : options.length - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && marked) choose(marked);
    else return;
    event.preventDefault();
  };

  return {
    options,
    open,
    active,
    close,
    choose,
    /** For who cannot see the list. */
    status:
      typed === null || found === null
        ? ""
        : options.length === 0
          ? t("box.none")
          : t("box.found", { count: options.length, amount: format.number(options.length) }),
    handlers: {
      onKeyDown,
      // While a syllable is being composed, too: Korean is composed from the first letter to the last.
      onInput: (event: FormEvent<HTMLInputElement>) => setTyped(event.currentTarget.value),
      // A press on a row does not take focus away, so whatever does is elsewhere.
      onBlur: close,
    },
  };
}
