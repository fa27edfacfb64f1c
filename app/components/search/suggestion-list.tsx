import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { SearchIcon } from "../icons.tsx";
import { useFormat } from "../use-format.ts";
import { Marked } from "./marked.tsx";
import type { ComboboxOption } from "./use-combobox.ts";

interface SuggestionListProps {
  id: string;
  label: string;
  options: readonly ComboboxOption[];
  open: boolean;
  /** The row that the arrow keys reached; −1: none. */
  active: number;
  onChoose: (option: ComboboxOption) => void;
}

/** The combobox's list. Focus stays in the input; the input's keys move through the rows. */
export function SuggestionList({ id, label, options, open, active, onChoose }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active >= 0) list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div className="suggestions" id={id} role="listbox" aria-label={label} ref={list} hidden={!open}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, as the pattern has it
        <div
          className="suggestion"
          key={option.to}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          // A press must not take focus away: the list would close before the click.
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
        >
          <Row option={option} />
        </div>
      ))}
    </div>
  );
}

function Row({ option }: { option: ComboboxOption }) {
  const { t } = useTranslation("search");
  const format = useFormat();
  if (option.type === "correction") {
    return (
      <>
        <SearchIcon size={18} />
        <span className="suggestion-title" dir="auto">
          {t("box.correction", { query: option.text })}
        </span>
      </>
    );
  }
  const { kind, title, supportCount } = option;
  return (
    <>
      <span className="suggestion-kind">{t(`kind.${kind}`)}</span>
      <span className="suggestion-title" dir="auto">
        <Marked segments={title} />
      </span>
      <span className="suggestion-count">
        {t(`count.${kind}`, { count: supportCount, amount: format.number(supportCount) })}
      </span>
    </>
  );
}
