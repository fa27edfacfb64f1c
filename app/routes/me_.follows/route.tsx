import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, replace } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { PortalError } from "#app/domain/errors.ts";
import { follow, isFollowTarget, unfollow } from "#app/domain/follow/follow.ts";
import { readFollows } from "#app/domain/follow/read-follows.ts";
import { readPageAs, safeReturnTo, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { FollowRow } from "./follow-row.tsx";

await loadTexts("member");

/** What a person follows in this space. */
export function loader(args: LoaderFunctionArgs) {
  const { portal, directory, language } = args.context;
  return readPageAs(args, { permission: "signed-in" }, async ({ viewer }) => {
    const t = translator(language, directory.space.kind);
    return {
      meta: { title: t("follows:title"), description: t("follows:lead") },
      follows: await readFollows(portal.db, directory, viewer.personId, language),
    };
  });
}

/** From this page, and from the button beside whatever can be followed, to which it goes back. */
export function action(args: ActionFunctionArgs) {
  const { portal, directory } = args.context;
  return writePage(
    args,
    { permission: "signed-in", limit: "touch", returnTo: "/me/follows" },
    async ({ viewer, form, now }) => {
      const { intent, follow: named = "", back } = textFields(form);
      const [, target, code] = /^([a-z]+)\/([^/]{1,100})$/.exec(named) ?? [];
      if (!isFollowTarget(target) || code === undefined) throw new PortalError("bad-request");
      const asked = { target, code };
      if (intent === "start") await follow(portal, directory, viewer, asked, now);
      else if (intent === "stop") await unfollow(portal, directory, viewer, asked);
      else throw new PortalError("bad-request");
      // The same page again: "back" must not lead through every touch.
      return back === undefined ? redirect("/me/follows") : replace(safeReturnTo(back));
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Follows() {
  const { t } = useTranslation(["follows", "me"]);
  const { follows } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { summary } = useRefusal(answer?.refused, {});
  return (
    <div className="page">
      <PageHeader
        title={t("follows:title")}
        lead={t("follows:lead")}
        crumbs={[{ label: t("me:title"), to: "/me" }, { label: t("follows:title") }]}
      />
      <ErrorSummary errors={summary} />
      {follows.length === 0 ? (
        <EmptyState
          title={t("follows:empty.title")}
          action={
            <LinkButton look="secondary" to="/proposals">
              {t("follows:empty.action")}
            </LinkButton>
          }
        >
          {t("follows:empty.text")}
        </EmptyState>
      ) : (
        <>
          <ul className="similar-matters">
            {follows.map((item) => (
              <FollowRow key={`${item.target}/${item.code}`} item={item} />
            ))}
          </ul>
          <p className="small muted">{t("follows:limit")}</p>
        </>
      )}
    </div>
  );
}
