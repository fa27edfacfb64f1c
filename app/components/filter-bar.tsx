import { Form, Link, useLocation, useSubmit } from "@remix-run/react";
import { type RefObject, useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import type { Choice } from "./field.tsx";

interface Filter {
  name: string;
  label: string;
  value: string;
  /** An "all" choice with an empty value comes first by itself, unless `withoutAll`. */
  choices: readonly Choice[];
  withoutAll?: boolean;
}

interface FilterBarProps {
  filters: readonly Filter[];
  search?: Search;
  /** Parameters of the address that no field shows and that a choice leaves as they are. */
  kept?: Readonly<Record<string, string | undefined>>;
  /** What the fields are of: everything else that the address says stays as it is. Left out: it is the fields alone. */
  leaves?: readonly string[];
  /** One line beside other choices. */
  look?: "large" | "small";
}

/** Where in a list one is: of another list that says nothing. */
const OF_PAGES: ReadonlySet<string> = new Set(["cursor", "pages"]);

interface Search {
  name: string;
  label: string;
  value: string;
  placeholder?: string;
}

/**
 * A GET form: every view of a list has an address. It is sent by its button alone: a value that applied itself would take
 * whoever goes through a list by arrow keys to another page at each (WCAG 3.2.2).
 */
export function FilterBar({ filters, search, kept = {}, leaves, look = "large" }: FilterBarProps) {
  const { t } = useTranslation();
  const { pathname, search: query } = useLocation();
  const submit = useSubmit();
  const id = useId();
  const others =
    leaves &&
    [...new URLSearchParams(query)].filter(([name]) => !leaves.includes(name) && !OF_PAGES.has(name));
  const isNarrowed = leaves ? leaves.some((name) => new URLSearchParams(query).has(name)) : query !== "";

  const send = (form: HTMLFormElement) => {
    const wanted = new FormData(form);
    // An address without the choices that were not made reads better, and is one address instead of many.
    for (const [name, value] of [...wanted]) if (value === "") wanted.delete(name);
    submit(wanted, { method: "get", action: pathname, preventScrollReset: true });
  };
  return (
    <search>
      <Form
        className={look === "small" ? "filter-bar small-bar" : "filter-bar"}
        method="get"
        action={pathname}
        onSubmit={(event) => {
          event.preventDefault();
          send(event.currentTarget);
        }}
        aria-label={t("filter.label")}
      >
        {Object.entries(kept).map(
          ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
        )}
        {others?.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        {search && <SearchField id={`${id}-search`} {...search} />}
        {filters.map((filter) => (
          <ChoiceField key={filter.name} id={`${id}-${filter.name}`} {...filter} />
        ))}
        <div className="filter-actions">
          <Button look="secondary" size="medium">
            {search ? t("filter.search") : t("filter.apply")}
          </Button>
          {isNarrowed && !leaves && (
            <Link className="text-link" to={pathname} preventScrollReset>
              {t("filter.reset")}
            </Link>
          )}
        </div>
      </Form>
    </search>
  );
}

/**
 * The controls are not controlled by React, so that they work before it arrives; after a navigation that the form
 * did not cause, such as "back", they are set to what the address says. Mounting them anew would lose focus.
 */
function useValueOfAddress<E extends HTMLInputElement | HTMLSelectElement>(value: string): RefObject<E> {
  const control = useRef<E>(null);
  useEffect(() => {
    if (control.current) control.current.value = value;
  }, [value]);
  return control;
}

function SearchField({ id, name, label, value, placeholder }: Search & { id: string }) {
  const control = useValueOfAddress<HTMLInputElement>(value);
  return (
    <div className="filter-field filter-search">
      <label htmlFor={id}>{label}</label>
      <input
        className="krds-input medium"
        type="search"
        ref={control}
        id={id}
        name={name}
        defaultValue={value}
        placeholder={placeholder}
      />
    </div>
  );
}

function ChoiceField({ id, name, label, value, choices, withoutAll = false }: Filter & { id: string }) {
  const { t } = useTranslation();
  const control = useValueOfAddress<HTMLSelectElement>(value);
  return (
    <div className="filter-field">
      <label htmlFor={id}>{label}</label>
      <select className="krds-form-select medium" ref={control} id={id} name={name} defaultValue={value}>
        {!withoutAll && <option value="">{t("filter.all")}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
