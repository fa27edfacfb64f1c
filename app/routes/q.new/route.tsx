import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { makeQuickPoll } from "#app/domain/quick-poll/make-quick-poll.ts";
import { NAME_LIMITS, quickPollPath } from "#app/domain/quick-poll/name.ts";
import { CHOICE_LIMITS, QUESTION_LIMITS, quickPollSchema } from "#app/domain/quick-poll/schema.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { parseQuestionForm } from "#app/doors/quick-question-form.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { NewForm } from "./new-form.tsx";

await loadTexts("quick");

/** Makes a one-touch poll: a question is enough. */
export function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  return readPageAs(args, { permission: "quick-poll.make" }, async () => {
    const t = translator(context.language, context.directory.space.kind);
    return {
      limits: { question: QUESTION_LIMITS.max, choice: CHOICE_LIMITS.max, name: NAME_LIMITS.max },
      meta: { title: t("quick:new.title"), description: t("quick:new.lead") },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { context } = args;
  return writePage(
    args,
    { permission: "quick-poll.make", limit: "quick-poll" },
    async ({ viewer, form, now }) => {
      const input = parseQuestionForm(quickPollSchema, form);
      const name = await makeQuickPoll(
        context.portal.db,
        context.directory.space.id,
        viewer.personId,
        input,
        now,
      );
      return redirect(quickPollPath(name, "?made=1"));
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function NewQuickPoll() {
  const { t } = useTranslation("quick");
  const { limits } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("new.title")}
        lead={t("new.lead")}
        crumbs={[{ label: t("title"), to: "/q" }, { label: t("new.title") }]}
      />
      <NewForm limits={limits} answer={answer} />
    </div>
  );
}
