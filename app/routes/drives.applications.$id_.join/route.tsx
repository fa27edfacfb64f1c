import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { joinApplication, readInvitation } from "#app/domain/kinds/drive/helpers.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("representative");

/** What an invitation leads to. Opening it changes nothing: a link may be opened by a mail program or a preview. */
export function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  return readPageAs(args, { permission: "drive.apply" }, async ({ viewer, now }) => {
    const { portal, language } = context;
    const id = idParam(params.id);
    const token = new URL(request.url).searchParams.get("token") ?? "";
    const invitation = await readInvitation(portal.db, context.directory.space.id, id, token, {
      personId: viewer.personId,
      seal: portal.seal,
      now,
    });
    const t = translator(language, context.directory.space.kind);
    return {
      meta: { title: t("apply:join.title"), description: t("apply:join.title") },
      invitation: { ...invitation, kind: invitation.kind[language] },
      name: viewer.publicName,
      token,
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { context, params } = args;
  const id = idParam(params.id);
  return writePage(args, { permission: "drive.apply", limit: "touch" }, async ({ viewer, form, now }) => {
    await joinApplication(context.portal.db, context.directory.space.id, id, textFields(form).token ?? "", {
      personId: viewer.personId,
      seal: context.portal.seal,
      now,
    });
    return redirect(`/drives/applications/${id}`);
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Join() {
  const { t } = useTranslation("apply");
  const { invitation, name, token } = useLoaderData<typeof loader>();
  const { summary } = useRefusal(useActionData<typeof action>()?.refused, {});
  const { title, kind, representative, role, isOwn, eligible } = invitation;
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("join.title")}
        lead={t(`join.lead.${role}`, { name: representative })}
        crumbs={[{ label: t("crumb.drives"), to: "/drives" }, { label: t("join.title") }]}
      />
      <ErrorSummary errors={summary} />
      <div className="stack loose">
        <section className="panel" aria-labelledby="join-what">
          <p className="muted">{kind}</p>
          <h2 className="h-sub" id="join-what" lang={title ? "ko" : undefined}>
            {title || t("untitled")}
          </h2>
        </section>
        {isOwn ? (
          <Notice>{t("join.own")}</Notice>
        ) : !eligible ? (
          <Notice tone="warning">{t("join.notEligible")}</Notice>
        ) : (
          <Form method="post" className="stack">
            <p>{t(`join.means.${role}`, { name })}</p>
            <input type="hidden" name="token" value={token} />
            <div>
              <Button>{t("join.button")}</Button>
            </div>
          </Form>
        )}
      </div>
    </div>
  );
}
