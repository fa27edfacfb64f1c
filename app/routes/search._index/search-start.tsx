import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SEARCHED_KINDS } from "#db/tables/search.ts";

const EXAMPLES = ["word", "spacing", "part", "typo"] as const;

/** Before anything is asked: what can be found here, and how forgiving the box is. */
export function SearchStart() {
  const { t } = useTranslation("search");
  return (
    <div className="search-start">
      <section aria-labelledby="search-examples">
        <h2 className="h-sub" id="search-examples">
          {t("start.examples")}
        </h2>
        <ul className="search-examples">
          {EXAMPLES.map((example) => (
            <li key={example}>
              <Link to={`/search?${new URLSearchParams({ q: t(`start.example.${example}.query`) })}`}>
                <strong>{t(`start.example.${example}.query`)}</strong>
                <span>{t(`start.example.${example}.why`)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="search-kinds">
        <h2 className="h-sub" id="search-kinds">
          {t("start.what")}
        </h2>
        <ul className="search-kinds">
          {SEARCHED_KINDS.map((kind) => (
            <li key={kind}>
              <Link className="text-link" to={`/search?kind=${kind}`}>
                {t(`kind.${kind}`)}
              </Link>
              <span className="muted">{t(`start.kind.${kind}`)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
