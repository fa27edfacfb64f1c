import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { parseInput } from "#app/domain/input.ts";
import { readChoices } from "#app/domain/notice/choices.ts";
import { choicesOf, rhythmSchema, saveChoices } from "#app/domain/notice/save-choices.ts";
import { readMailChoice } from "#app/domain/person/preferences.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { ChoicesForm } from "./choices-form.tsx";

await loadTexts("member");

const HERE = "/me/notices/settings";

/** What somebody wants to be told of, where, and how often by mail. */
export function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const { portal, directory, language } = context;
  return readPageAs(args, { permission: "signed-in" }, async ({ viewer }) => {
    const t = translator(language, directory.space.kind);
    const [choices, rhythm] = await Promise.all([
      readChoices(portal.db, viewer.personId),
      readMailChoice(portal.db, viewer.personId),
    ]);
    return {
      meta: { title: t("notices:settings.title"), description: t("notices:settings.lead") },
      choices,
      rhythm,
      saved: new URL(request.url).searchParams.has("saved"),
    };
  });
}

export function action(args: ActionFunctionArgs) {
  return writePage(
    args,
    { permission: "signed-in", limit: "text", returnTo: HERE },
    async ({ viewer, form, now }) => {
      const fields = textFields(form);
      const { rhythm } = parseInput(rhythmSchema, fields);
      await saveChoices(args.context.portal.db, viewer.personId, rhythm, choicesOf(fields), now);
      return redirect(`${HERE}?saved=1`);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function NoticeSettings() {
  const { t } = useTranslation(["notices", "me"]);
  const { choices, rhythm, saved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { summary } = useRefusal(answer?.refused, {
    rhythm: { id: "rhythm", label: t("notices:settings.rhythm") },
  });
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("notices:settings.title")}
        lead={t("notices:settings.lead")}
        crumbs={[
          { label: t("me:title"), to: "/me" },
          { label: t("notices:title"), to: "/me/notices" },
          { label: t("notices:settings.title") },
        ]}
      />
      <ErrorSummary errors={summary} />
      {saved && summary.length === 0 && <Notice tone="success" live title={t("notices:settings.saved")} />}
      <ChoicesForm choices={choices} rhythm={rhythm} />
    </div>
  );
}
