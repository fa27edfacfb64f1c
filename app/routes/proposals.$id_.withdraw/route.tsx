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
import { withdrawProposal } from "#app/domain/kinds/proposal/author-acts.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { readOwnProposal } from "#app/doors/pages/own-proposal.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { WithdrawForm } from "./withdraw-form.tsx";

await loadTexts("supporter");

/** The step before a proposal is withdrawn: what that means, and a way back. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  return readPageAs(args, { permission: "proposal.publish" }, async (who) => {
    const proposal = await readOwnProposal(context, who, await matterParam(args));
    const { id, title, state, supportCount, duties } = proposal;
    const t = translator(context.language, context.directory.space.kind);
    return {
      meta: { title: t("proposals:withdraw.title"), description: t("proposals:withdraw.lead") },
      id,
      title,
      open: state === "open",
      supportCount,
      replyOwed: duties.some((duty) => duty.state !== "met"),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  const { request, params, context } = args;
  const id = await matterParam(args);
  return writePage(
    { request, context },
    { permission: "proposal.publish", limit: "text" },
    async ({ viewer, now }) => {
      await withdrawProposal(context.portal.db, context.directory.space.id, id, viewer.personId, now);
      return redirect(`/proposals/${params.id}`);
    },
  );
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  reachServer(serverAction<typeof action>);

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function WithdrawProposal() {
  const here = useMatterHere();
  const { t } = useTranslation("proposals");
  const { id, title, open, ...proposal } = useLoaderData<typeof loader>();
  const answer = useActionData<Reached<typeof action>>();
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("withdraw.title")}
        lead={t("withdraw.lead")}
        crumbs={[
          { label: t("title"), to: "/proposals" },
          { label: title, to: `/proposals/${here}` },
          { label: t("withdraw.title") },
        ]}
      />
      {open || answer ? (
        <WithdrawForm title={title} answer={answer} {...proposal} />
      ) : (
        <TextFixed open={false} />
      )}
    </div>
  );
}
