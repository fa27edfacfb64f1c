import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  type MetaFunction,
  useActionData,
  useLoaderData,
} from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { Editor } from "#app/components/write/editor.tsx";
import { type Reached, reachServer } from "#app/components/write/reach-server.ts";
import { WriteSteps } from "#app/components/write/write-steps.tsx";
import { faultsOfDraft } from "#app/domain/kinds/proposal/review-draft.ts";
import { draftIdParam } from "#app/doors/id-param.ts";
import { readPageAs } from "#app/doors/page.ts";
import { draftOrProposal, editorData, writeDraft } from "#app/doors/pages/write-draft.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("follower", "author", "polled");

/** A draft that was kept, open for writing on. */
export function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  return readPageAs(args, { permission: "proposal.publish" }, async (who) => {
    const id = draftIdParam(params.id);
    const draft = await draftOrProposal(context, id, who);
    const t = translator(context.language, context.directory.space.kind);
    return {
      meta: { title: t("write:draft.title"), description: t("write:new.description") },
      editor: editorData(context, who.viewer.personId, id, draft),
      // Sent back from the review, to be told what is missing.
      missing: new URL(request.url).searchParams.has("check") ? faultsOfDraft(context.directory, draft) : [],
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const id = draftIdParam(args.params.id);
  return writeDraft(args, id, `/drafts/${id}`);
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  reachServer(serverAction<typeof action>);

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Draft() {
  const { t } = useTranslation("write");
  const { editor, missing } = useLoaderData<typeof loader>();
  const answer = useActionData<Reached<typeof action>>();
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("draft.title")}
        lead={t("new.lead")}
        crumbs={[{ label: t("crumb.me"), to: "/me" }, { label: t("draft.title") }]}
      />
      <WriteSteps current="write" />
      <Editor key={editor.id} {...editor} action={`/drafts/${editor.id}`} answer={answer} missing={missing} />
    </div>
  );
}
