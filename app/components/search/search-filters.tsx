import { Form, Link, useSubmit } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Facet } from "#db/search-document.ts";
import { Button } from "../button.tsx";
import { useFormat } from "../use-format.ts";
import { searchAddress } from "./search-address.ts";

export interface FacetGroup {
  name: Facet;
  choices: FacetChoice[];
}

interface FacetChoice {
  value: string;
  label: string;
  count: number;
  chosen: boolean;
}

/** What most people narrow by stays open; the others open when they are used. */
const UNFOLDED: readonly Facet[] = ["kind", "state", "category"];
const ORDER: readonly Facet[] = ["kind", "state", "category", "district", "office", "year"];

/**
 * The facets with their counts, as a GET form. With JavaScript a changed choice applies at once. On a phone it is
 * folded; where there is room the styles unfold it beside the results.
 */
export function SearchFilters({ query, facets }: { query: string; facets: readonly FacetGroup[] }) {
  const { t } = useTranslation("search");
  const format = useFormat();
  const submit = useSubmit();
  const parameters = new URLSearchParams(query);
  const groups = ORDER.flatMap((name) =>
    facets.filter((group) => group.name === name && group.choices.length > 0),
  );
  const chosen = groups.flatMap(({ choices }) => choices).filter((choice) => choice.chosen).length;
  if (groups.length === 0) return null;
  return (
    <details className="search-filters">
      <summary>
        {t("filters.title")}
        {chosen > 0 && <span className="search-filters-chosen">{format.number(chosen)}</span>}
      </summary>
      <Form
        method="get"
        action="/search"
        preventScrollReset
        aria-label={t("filters.title")}
        onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
      >
        {["q", "sort"].map((name) => {
          const value = parameters.get(name);
          return value === null ? null : <input type="hidden" name={name} value={value} key={name} />;
        })}
        {groups.map((group) => (
          <FacetFields key={group.name} {...group} />
        ))}
        <div className="search-filters-actions">
          <Button look="secondary" size="medium">
            {t("filters.apply")}
          </Button>
          {chosen > 0 && (
            <Link
              className="text-link"
              to={searchAddress(query, (wanted) => {
                for (const { name } of groups) wanted.delete(name);
              })}
              preventScrollReset
            >
              {t("filters.clear")}
            </Link>
          )}
        </div>
      </Form>
    </details>
  );
}

function FacetFields({ name, choices }: FacetGroup) {
  const { t } = useTranslation("search");
  const legend = t(`facet.${name}`);
  // As it was at first: folding it over the choice that was just taken back would hide what has focus.
  const [unfolded] = useState(UNFOLDED.includes(name) || choices.some(({ chosen }) => chosen));
  return (
    <details className="facet" open={unfolded}>
      <summary>{legend}</summary>
      <fieldset>
        <legend className="sr-only">{legend}</legend>
        {choices.map((choice) => (
          <FacetField key={choice.value} name={name} {...choice} />
        ))}
      </fieldset>
    </details>
  );
}

/**
 * Not controlled by React, so that it works before it arrives, and keeps what was changed until then. When the address
 * says something else, as after "back", it is set to that.
 */
function FacetField({ name, value, label, count, chosen }: FacetChoice & { name: Facet }) {
  const { t } = useTranslation("search");
  const format = useFormat();
  const box = useRef<HTMLInputElement>(null);
  const shown = useRef(chosen);
  useEffect(() => {
    if (box.current && shown.current !== chosen) box.current.checked = chosen;
    shown.current = chosen;
  }, [chosen]);
  return (
    <label className="facet-choice">
      <input type="checkbox" name={name} value={value} defaultChecked={chosen} ref={box} />
      <span className="facet-label">{label}</span>
      <span className="facet-count">
        {format.number(count)}
        <span className="sr-only"> {t("filters.unit", { count })}</span>
      </span>
    </label>
  );
}
