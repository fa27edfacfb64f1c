import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
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
import { UnfinishedList } from "#app/components/write/unfinished-list.tsx";
import { WriteSteps } from "#app/components/write/write-steps.tsx";
import { isPortalError } from "#app/domain/errors.ts";
import { isUuid } from "#app/domain/input.ts";
import { readUnfinished } from "#app/domain/views/own-page.ts";
import { readPageAs } from "#app/doors/page.ts";
import { draftOrProposal, editorData, editorPath, writeDraft } from "#app/doors/pages/write-draft.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("follower", "author", "polled");

/**
 * Where a proposal begins. The address carries the draft's id from the first moment, so that a reload, another
 * language or coming back finds the same draft, kept or not yet kept.
 */
export function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  return readPageAs(args, { permission: "proposal.publish" }, async (who) => {
    const { personId } = who.viewer;
    const id = new URL(request.url).searchParams.get("draft") ?? undefined;
    if (!isUuid(id)) throw redirect(editorPath(randomUUID()));
    const { db } = context.portal;
    const [draft, unfinished] = await Promise.all([
      draftOrProposal(context, id, who).catch((error: unknown) => {
        if (isPortalError(error) && error.code === "not-found") return undefined;
        throw error;
      }),
      readUnfinished(db, context.directory.space.id, personId),
    ]);
    const t = translator(context.language, context.directory.space.kind);
    return {
      meta: { title: t("write:new.title"), description: t("write:new.description") },
      editor: editorData(context, personId, id, draft),
      unfinished: unfinished.filter((other) => other.id !== id),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  const id = new URL(args.request.url).searchParams.get("draft") ?? undefined;
  if (!isUuid(id)) throw data({ code: "not-found" }, { status: 404 });
  return await writeDraft(args, id, editorPath(id));
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  reachServer(serverAction<typeof action>);

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function NewProposal() {
  const { t } = useTranslation("write");
  const { editor, unfinished } = useLoaderData<typeof loader>();
  const answer = useActionData<Reached<typeof action>>();
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("new.title")}
        lead={t("new.lead")}
        crumbs={[{ label: t("crumb.proposals"), to: "/proposals" }, { label: t("new.title") }]}
      />
      <WriteSteps current="write" />
      <UnfinishedList drafts={unfinished} owner={editor.owner} currentId={editor.id} />
      <Editor key={editor.id} {...editor} action={`/proposals/new?draft=${editor.id}`} answer={answer} />
    </div>
  );
}
