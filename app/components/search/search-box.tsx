import { Form } from "@remix-run/react";
import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { MAX_QUERY_LENGTH } from "#search/engine.ts";
import { Button } from "../button.tsx";
import { SearchIcon } from "../icons.tsx";
import { useHydrated } from "../use-hydrated.ts";
import { SuggestionList } from "./suggestion-list.tsx";
import { useCombobox } from "./use-combobox.ts";

interface SearchBoxProps {
  /** Large where it is what the page is for; quiet where something else is; small in the header. */
  look: "large" | "small";
  /** Its name as a landmark: a page may have two. */
  label: string;
  /** What is looked for on the page that shows it. */
  value?: string;
}

/**
 * A plain form to the search page. With JavaScript it is also an editable combobox with a list (WAI-ARIA Authoring
 * Practices): what has such a title is offered while somebody types. The input stays the browser's own, so nothing
 * disturbs a syllable that is being composed.
 */
export function SearchBox({ look, label, value = "" }: SearchBoxProps) {
  const { t } = useTranslation("search");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const hydrated = useHydrated();
  const { options, open, active, status, close, choose, handlers } = useCombobox();

  // After "back", or a link to a corrected question, it says what the page is about. Not at first: what somebody
  // typed before the script arrived is theirs.
  const shown = useRef(value);
  useEffect(() => {
    if (input.current && shown.current !== value) input.current.value = value;
    shown.current = value;
  }, [value]);

  const listId = `${id}-list`;
  const combobox = hydrated && {
    role: "combobox",
    autoComplete: "off",
    "aria-autocomplete": "list" as const,
    "aria-expanded": open,
    "aria-controls": listId,
    "aria-activedescendant": open && active >= 0 ? `${listId}-${active}` : undefined,
    ...handlers,
  };
  return (
    <search aria-label={label}>
      <Form className={`search-box ${look}`} method="get" action="/search" onSubmit={close}>
        <label className="sr-only" htmlFor={id}>
          {t("box.field")}
        </label>
        <input
          className="krds-input"
          type="search"
          id={id}
          name="q"
          ref={input}
          defaultValue={value}
          maxLength={MAX_QUERY_LENGTH}
          placeholder={t("box.placeholder")}
          enterKeyHint="search"
          {...combobox}
        />
        <Button look={look === "large" ? "primary" : "tertiary"} size={look === "small" ? "small" : "large"}>
          <SearchIcon size={look === "small" ? 20 : 24} />
          <span className={look === "large" ? "search-box-word" : "sr-only"}>{t("box.submit")}</span>
        </Button>
        {hydrated && (
          <SuggestionList
            id={listId}
            label={t("box.list")}
            options={options}
            open={open}
            active={active}
            onChoose={choose}
          />
        )}
        <span className="sr-only" role="status">
          {status}
        </span>
      </Form>
    </search>
  );
}
