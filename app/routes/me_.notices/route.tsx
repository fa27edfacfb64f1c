import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, type MetaFunction, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { useRefusal } from "#app/components/use-refusal.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { readNotice, readNotices } from "#app/domain/notice/read-notices.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { pathOf, readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { NoticeRow } from "./notice-row.tsx";

await loadTexts("member");

const PAGE_SIZE = 20;

/** What a person was told of in this space, newest first. */
export function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const { portal, directory, language } = context;
  return readPageAs(args, { permission: "signed-in" }, async ({ viewer }) => {
    const t = translator(language, directory.space.kind);
    const reader = { spaceId: directory.space.id, personId: viewer.personId, language };
    const cursor = new URL(request.url).searchParams.get("cursor");
    return {
      meta: { title: t("notices:title"), description: t("notices:lead") },
      ...(await readNotices(portal.db, reader, cursor, PAGE_SIZE, {
        t,
        offices: labelsOf(directory, language).offices,
      })),
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const { portal, directory } = context;
  return writePage(
    args,
    { permission: "signed-in", limit: "touch", returnTo: "/me/notices" },
    async ({ viewer, form, now }) => {
      const { one, upTo } = textFields(form);
      const reader = { spaceId: directory.space.id, personId: viewer.personId };
      const [read, all] = [parseId(one), parseId(upTo)];
      if (read !== undefined) {
        await readNotice(portal.db, reader, { one: read }, now);
        // No redirect: it would lead back who has followed the notice's link meanwhile.
        return { read };
      }
      if (all === undefined) throw new PortalError("bad-request");
      await readNotice(portal.db, reader, { upTo: all }, now);
      return redirect(pathOf(request));
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Notices() {
  const { t } = useTranslation(["notices", "me"]);
  const { items, next, newest } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { summary } = useRefusal(answer && "refused" in answer ? answer.refused : null, {});
  const { formData } = useNavigation();
  return (
    <div className="page">
      <PageHeader
        title={t("notices:title")}
        lead={t("notices:lead")}
        crumbs={[{ label: t("me:title"), to: "/me" }, { label: t("notices:title") }]}
      />
      <ErrorSummary errors={summary} />
      <div className="cluster tight">
        {newest !== null && (
          <Form method="post" preventScrollReset>
            <Button
              look="secondary"
              size="medium"
              name="upTo"
              value={newest}
              pending={formData?.has("upTo") ?? false}
            >
              {t("notices:readAll")}
            </Button>
          </Form>
        )}
        <LinkButton look="tertiary" size="medium" to="/me/notices/settings">
          {t("notices:settings.title")}
        </LinkButton>
        <LinkButton look="tertiary" size="medium" to="/me/follows">
          {t("me:tabs.follows")}
        </LinkButton>
      </div>
      {items.length === 0 ? (
        <EmptyState
          title={t("notices:empty.title")}
          action={
            <LinkButton look="secondary" to="/proposals">
              {t("notices:empty.action")}
            </LinkButton>
          }
        >
          {t("notices:empty.text")}
        </EmptyState>
      ) : (
        <ul className="similar-matters notice-list">
          {items.map((item) => (
            <NoticeRow key={item.seq} item={item} />
          ))}
        </ul>
      )}
      <Pagination next={next} />
    </div>
  );
}
