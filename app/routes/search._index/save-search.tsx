import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { useRootData } from "#app/components/root-data.ts";

interface SaveSearchProps {
  /** As it stands in the search page's address. */
  query: string;
  /** Whether the reader has it already. */
  saved: boolean;
}

/** Keeps the search that is shown, so that what is new in it comes by mail. */
export function SaveSearch({ query, saved }: SaveSearchProps) {
  const { t } = useTranslation();
  const { viewer } = useRootData();
  const { formAction, state } = useNavigation();
  if (saved) {
    return (
      <p className="save-search" role="status">
        {t("saveSearch.saved")}{" "}
        <Link className="text-link" to="/me?show=searches">
          {t("saveSearch.manage")}
        </Link>
      </p>
    );
  }
  if (!viewer) {
    const returnTo = `/search?${query}`;
    return (
      <div className="save-search">
        <LinkButton
          look="tertiary"
          size="medium"
          to={`/auth/sign-in?${new URLSearchParams({ returnTo })}`}
          reloadDocument
        >
          {t("saveSearch.signIn")}
        </LinkButton>
      </div>
    );
  }
  return (
    <Form className="save-search" method="post" action="/me/searches">
      <input type="hidden" name="query" value={query} />
      <Button
        look="tertiary"
        size="medium"
        name="intent"
        value="save"
        pending={state !== "idle" && formAction === "/me/searches"}
      >
        {t("saveSearch.save")}
      </Button>
      <span className="small muted">{t("saveSearch.hint")}</span>
    </Form>
  );
}
