import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { removeSavedSearch, saveSearch, setSearchMail } from "#app/domain/search/saved-searches.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("member");

const OWN_PAGE = "/me?show=searches";

/** The searches are a part of one's own page; this address takes what is done with them, and says what was refused. */
export function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  return readPageAs(args, { permission: "signed-in", returnTo: OWN_PAGE }, async () => {
    const t = translator(context.language, context.directory.space.kind);
    return { meta: { title: t("me:tabs.searches"), description: t("me:lead") } };
  });
}

/** `save` comes from the search page and goes back to it; the others come from one's own page. */
export function action(args: ActionFunctionArgs) {
  const { portal, directory } = args.context;
  return writePage(
    args,
    { permission: "signed-in", limit: "touch", returnTo: OWN_PAGE },
    async ({ viewer, form, now }) => {
      const { intent, query = "", search } = textFields(form);
      const { personId } = viewer;
      if (intent === "save") {
        const kept = await saveSearch(portal.db, directory, personId, query, now);
        return redirect(`/search?${kept}`);
      }
      const id = parseId(search);
      if (id === undefined) throw new PortalError("bad-request");
      if (intent === "mail-on" || intent === "mail-off")
        await setSearchMail(
          portal.db,
          { spaceId: directory.space.id, id, personId, mail: intent === "mail-on" },
          now,
        );
      else if (intent === "remove")
        await removeSavedSearch(portal.db, { spaceId: directory.space.id, id, personId });
      else throw new PortalError("bad-request");
      return redirect(OWN_PAGE);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function SavedSearches() {
  const { t } = useTranslation("me");
  const answer = useActionData<typeof action>();
  const { summary } = useRefusal(answer?.refused, { query: { id: "", label: t("tabs.searches") } });
  return (
    <div className="page-narrow">
      <PageHeader title={t("tabs.searches")} crumbs={[{ label: t("title"), to: "/me" }]} />
      <ErrorSummary errors={summary} />
      <p className="section">
        <LinkButton look="secondary" to={OWN_PAGE}>
          {t("searches.open")}
        </LinkButton>
      </p>
    </div>
  );
}
