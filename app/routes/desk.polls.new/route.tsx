import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, type MetaFunction, useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { beginDraft } from "#app/domain/kinds/poll/drafts.ts";
import { POLL_TEMPLATES, templateContent } from "#app/domain/kinds/poll/templates.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { usualEnd } from "#app/doors/poll-form.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("office");

/** What to begin a poll from. */
export function loader(args: LoaderFunctionArgs) {
  return readPageAs(args, { permission: "poll.write" }, async () => {
    const t = translator(args.context.language, args.context.directory.space.kind);
    return { meta: { title: t("polling:begin.title"), description: t("polling:begin.lead") } };
  });
}

export function action(args: ActionFunctionArgs) {
  const { portal, directory } = args.context;
  return writePage(args, { permission: "poll.write", limit: "text" }, async ({ viewer, form, now }) => {
    const template = POLL_TEMPLATES.find((one) => one === form.get("template")) ?? "empty";
    const content = await templateContent(portal.db, directory.space.id, template, now);
    const id = await beginDraft(
      { db: portal.db, directory, viewer, now },
      { ...content, closesAt: usualEnd(now) },
    );
    return redirect(`/desk/polls/${id}`);
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function NewPoll() {
  const { t } = useTranslation("polling");
  const { t: desk } = useTranslation("desk");
  const answer = useActionData<typeof action>();
  const { summary } = useRefusal(answer?.refused, {});
  return (
    <div className="page">
      <PageHeader
        title={t("begin.title")}
        lead={t("begin.lead")}
        crumbs={[
          { label: desk("title"), to: "/desk" },
          { label: t("title"), to: "/desk/polls" },
          { label: t("begin.title") },
        ]}
      />
      <ErrorSummary errors={summary} />
      <Form method="post">
        <ul className="card-list three-columns">
          {POLL_TEMPLATES.map((template) => (
            <li key={template}>
              <div className="proposal-card stack">
                <h2 className="card-title">{t(`template.${template}.title`)}</h2>
                <p className="card-summary">{t(`template.${template}.text`)}</p>
                <div>
                  <Button look="secondary" size="medium" name="template" value={template}>
                    {t("begin.use")}
                    <span className="sr-only"> {t(`template.${template}.title`)}</span>
                  </Button>
                </div>
              </div>
            </li>
          ))}
        </ul>
      </Form>
    </div>
  );
}
