import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  type MetaFunction,
  useActionData,
  useLoaderData,
} from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useMatterHere } from "#app/components/matter-here.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { TextFixed } from "#app/components/proposal/text-fixed.tsx";
import { type Reached, reachServer } from "#app/components/write/reach-server.ts";
import { parseInput } from "#app/domain/input.ts";
import { addSupplement } from "#app/domain/kinds/proposal/author-acts.ts";
import { SUPPLEMENT_LIMITS, supplementSchema } from "#app/domain/kinds/proposal/schema.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { readOwnProposal } from "#app/doors/pages/own-proposal.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { SupplementForm } from "./supplement-form.tsx";

await loadTexts("supporter", "author");

/** What an author adds later: dated, below the text that people agreed with. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  return readPageAs(args, { permission: "proposal.publish" }, async (who) => {
    const { id, title, reader } = await readOwnProposal(context, who, await matterParam(args));
    const t = translator(context.language, context.directory.space.kind);
    return {
      meta: { title: t("proposals:supplement.title"), description: t("proposals:supplement.lead") },
      id,
      title,
      open: reader.maySupplement,
      limit: SUPPLEMENT_LIMITS.max,
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  const { request, params, context } = args;
  const id = await matterParam(args);
  return writePage(
    { request, context },
    { permission: "proposal.publish", limit: "text" },
    async ({ viewer, form, now }) => {
      const { body } = parseInput(supplementSchema, textFields(form));
      await addSupplement(context.portal.db, context.directory.space.id, id, viewer.personId, body, now);
      return redirect(`/proposals/${params.id}?done=supplemented#supplements`);
    },
  );
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  reachServer(serverAction<typeof action>);

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function SupplementProposal() {
  const here = useMatterHere();
  const { t } = useTranslation("proposals");
  const { title, open, limit } = useLoaderData<typeof loader>();
  const answer = useActionData<Reached<typeof action>>();
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("supplement.title")}
        lead={t("supplement.lead")}
        crumbs={[
          { label: t("title"), to: "/proposals" },
          { label: title, to: `/proposals/${here}` },
          { label: t("supplement.title") },
        ]}
      />
      {open || answer ? <SupplementForm limit={limit} answer={answer} /> : <TextFixed open={false} />}
    </div>
  );
}
