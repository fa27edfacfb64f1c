import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { VoteForm } from "#app/components/vote/vote-form.tsx";
import { seoulDay } from "#app/domain/calendar/dates.ts";
import { ownCommission } from "#app/domain/kinds/vote/commission.ts";
import { writeVoteDraft } from "#app/domain/kinds/vote/vote-drafts.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { voteOfForm } from "#app/doors/pages/vote-form.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("office");

/** Usual hours of polling places in a vote outside of regular elections. */
const HOURS = { opens: "06:00", closes: "20:00" };

/** An empty form of a vote, for the commission. */
export function loader(args: LoaderFunctionArgs) {
  return readPageAs(args, { permission: "vote.manage" }, async ({ viewer, now }) => {
    const { directory, language } = args.context;
    ownCommission(viewer, directory);
    const t = translator(language, directory.space.kind);
    return {
      fields: { noticedOn: seoulDay(now), ...HOURS },
      categories: directory.categories.map(({ code, name }) => ({ value: code, label: name[language] })),
      meta: { title: t("voting:new"), description: t("voting:lead") },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { portal, directory } = args.context;
  return writePage(args, { permission: "vote.manage", limit: "text" }, async ({ viewer, form, now }) => {
    const writing = { db: portal.db, directory, viewer, now };
    const id = await writeVoteDraft(writing, voteOfForm(textFields(form)));
    return redirect(`/desk/votes/${id}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function NewVote() {
  const { t } = useTranslation("voting");
  const { t: desk } = useTranslation("desk");
  const { fields, categories } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <div className="page">
      <PageHeader
        title={t("new")}
        lead={t("newLead")}
        crumbs={[
          { label: desk("title"), to: "/desk" },
          { label: t("title"), to: "/desk/votes" },
          { label: t("new") },
        ]}
      />
      <VoteForm name="vote-new" fields={fields} categories={categories} answer={answer} />
    </div>
  );
}
