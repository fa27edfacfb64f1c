import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { SavedSearchItem } from "./saved-search-items.server.ts";

interface SavedSearchesProps {
  searches: readonly SavedSearchItem[];
  /** The person's own switch for all mail. */
  mailWanted: boolean;
}

/** What the person wants to hear of: open it, turn its mail on or off, delete it. */
export function SavedSearches({ searches, mailWanted }: SavedSearchesProps) {
  const { t } = useTranslation("me");
  return (
    <section aria-labelledby="saved-searches">
      <h2 className="sr-only" id="saved-searches">
        {t("tabs.searches")}
      </h2>
      {searches.length === 0 ? (
        <EmptyState
          title={t("empty.searches.title")}
          action={
            <LinkButton look="secondary" to="/search">
              {t("empty.searches.action")}
            </LinkButton>
          }
        >
          {t("empty.searches.text")}
        </EmptyState>
      ) : (
        <>
          {!mailWanted && searches.some(({ mail }) => mail) && (
            <Notice>
              {t("searches.noMail")}{" "}
              <Link className="text-link" to="/me?show=settings">
                {t("searches.toSettings")}
              </Link>
            </Notice>
          )}
          <ul className="similar-matters">
            {searches.map((search) => (
              <SavedSearchRow key={search.id} search={search} />
            ))}
          </ul>
          <p className="small muted">{t("searches.limit")}</p>
        </>
      )}
    </section>
  );
}

function SavedSearchRow({ search }: { search: SavedSearchItem }) {
  const { t } = useTranslation("me");
  const { formData } = useNavigation();
  const { id, query, mail, text, filters } = search;
  const name = text || filters?.join(", ") || t("searches.all");
  const pending = formData?.get("search") === String(id) ? formData.get("intent") : undefined;
  const change = mail ? "mail-off" : "mail-on";
  const changeLabel = mail ? t("searches.turnOff") : t("searches.turnOn");
  return (
    <li>
      <div className="similar-matter">
        <Link className="similar-title" dir="auto" to={`/search?${query}`}>
          {name}
        </Link>
        <p className="similar-facts">
          {text && filters && filters.length > 0 && <span>{filters.join(", ")}</span>}
          {filters ? <span>{mail ? t("searches.mailOn") : t("searches.mailOff")}</span> : t("searches.gone")}
        </p>
      </div>
      <Form className="cluster tight" method="post" action="/me/searches" preventScrollReset>
        <input type="hidden" name="search" value={id} />
        <Button
          look="tertiary"
          size="medium"
          name="intent"
          value={change}
          pending={pending === change}
          aria-label={t("searches.actionFor", { action: changeLabel, name })}
        >
          {changeLabel}
        </Button>
        <Button
          look="text"
          size="medium"
          name="intent"
          value="remove"
          pending={pending === "remove"}
          aria-label={t("searches.actionFor", { action: t("searches.remove"), name })}
        >
          {t("searches.remove")}
        </Button>
      </Form>
    </li>
  );
}
