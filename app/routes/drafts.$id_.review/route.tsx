import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  type MetaFunction,
  useActionData,
  useLoaderData,
} from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { type Reached, reachServer } from "#app/components/write/reach-server.ts";
import { SimilarPanel } from "#app/components/write/similar-panel.tsx";
import { WriteSteps } from "#app/components/write/write-steps.tsx";
import { publishDraft } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { reviewDraft } from "#app/domain/kinds/proposal/review-draft.ts";
import { draftIdParam } from "#app/doors/id-param.ts";
import { localCopyOwner } from "#app/doors/kept-form.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { shownPlace } from "#app/doors/pages/place-choice.ts";
import { similarItemsOf } from "#app/doors/pages/similar-items.ts";
import { draftOrProposal } from "#app/doors/pages/write-draft.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { PublishPanel } from "./publish-panel.tsx";
import { ReviewedDraft } from "./reviewed-draft.tsx";

await loadTexts("follower", "author", "polled");

/** The draft read back as everyone will read it, and the button that puts it before them. */
export function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  return readPageAs(args, { permission: "proposal.publish" }, async ({ viewer, now }) => {
    const id = draftIdParam(params.id);
    const { db } = context.portal;
    const { directory, language } = context;
    const kept = await draftOrProposal(context, id, { viewer, now });
    const draft = await reviewDraft(db, directory, kept, now);
    if (draft.faults.length > 0) throw redirect(`/drafts/${id}?check=1`);
    const category = directory.categories.find(({ code }) => code === draft.category);
    const similar = await similarItemsOf(context, draft);
    const t = translator(language, directory.space.kind);
    return {
      meta: { title: t("write:review.title"), description: t("write:new.description") },
      id,
      owner: localCopyOwner(context, viewer.personId),
      title: draft.title,
      html: draft.html,
      pictures: draft.pictures,
      author: viewer.publicName,
      category: category?.name[language] ?? "",
      office: category?.officeName?.[language] ?? "",
      district: directory.districts.find(({ code }) => code === draft.district)?.name[language] ?? null,
      place: shownPlace(context, draft.place),
      closesAt: draft.closesAt,
      rules: draft.rules,
      similar,
    };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const id = draftIdParam(params.id);
  const { portal, directory } = context;
  const answer = await writePage(
    { request, context },
    { permission: "proposal.publish", limit: "publish", returnTo: `/drafts/${id}/review` },
    async ({ viewer, now }) => {
      const proposal = await publishDraft(portal.db, directory, id, viewer.personId, now);
      return redirect(`/proposals/${proposal}?published=1`);
    },
  );
  if ("data" in answer && answer.data.refused?.code === "invalid-input")
    throw redirect(`/drafts/${id}?check=1`);
  return answer;
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  reachServer(serverAction<typeof action>);

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Review() {
  const { t } = useTranslation("write");
  const draft = useLoaderData<typeof loader>();
  const answer = useActionData<Reached<typeof action>>();
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("review.title")}
        lead={t("review.lead")}
        crumbs={[{ label: t("crumb.me"), to: "/me" }, { label: t("review.title") }]}
      />
      <WriteSteps current="review" />
      <ReviewedDraft {...draft} />
      <SimilarPanel matters={draft.similar} step="review" />
      <PublishPanel {...draft} hasPictures={draft.pictures.length > 0} answer={answer} />
    </div>
  );
}
