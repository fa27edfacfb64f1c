import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { VoteStateBadge } from "#app/components/vote/vote-state-badge.tsx";
import { PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { enterCount } from "#app/domain/kinds/vote/enter-counts.ts";
import { recordObjection, recordObjectionDecision } from "#app/domain/kinds/vote/objections.ts";
import { publishVoteResult } from "#app/domain/kinds/vote/publish-result.ts";
import { readVoteCounts } from "#app/domain/kinds/vote/read-counts.ts";
import { readVote } from "#app/domain/kinds/vote/read-vote.ts";
import type { VoteWriting } from "#app/domain/kinds/vote/vote-drafts.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { saidOfForm } from "#app/doors/pages/vote-form.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { ObjectionDesk } from "./objection-desk.tsx";
import { PlaceCounts } from "./place-counts.tsx";
import { Publish } from "./publish.tsx";

await loadTexts("office", "polled");

const DONE = ["entered", "confirmed", "published", "objection", "decided"] as const;

/** Where the commission's officers enter what was counted, each by themselves, and publish what came of it. */
export function loader(args: LoaderFunctionArgs) {
  const { params, request, context } = args;
  return readPageAs(args, { permission: "vote.manage" }, async ({ viewer, now }) => {
    const { portal, directory, language } = context;
    const id = idParam(params.id);
    const counts = await readVoteCounts(portal.db, viewer, directory, id, now);
    const { title, choices, objections } = await readVote(portal.db, directory.space.id, id, language, now);
    const done = new URL(request.url).searchParams.get("done");
    const t = translator(language, directory.space.kind);
    return {
      counts,
      title,
      choices,
      objections,
      done: DONE.find((one) => one === done) ?? null,
      meta: { title: t("voting:count.title", { title }), description: t("voting:lead") },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { params, context } = args;
  const id = idParam(params.id);
  return writePage(args, { permission: "vote.manage", limit: "text" }, async ({ viewer, form, now }) => {
    const writing = { db: context.portal.db, directory: context.directory, viewer, now };
    const [done, at] = await act(writing, id, textFields(form));
    return redirect(`/desk/votes/${id}/count?done=${done}#${at}`);
  });
}

/** @returns what was done, and where on the page it is seen */
async function act(
  writing: VoteWriting,
  id: number,
  fields: Record<string, string>,
): Promise<[(typeof DONE)[number], string]> {
  const number = parseId(fields.number);
  switch (fields.intent) {
    case "enter": {
      if (number === undefined) throw new PortalError("bad-request");
      const confirmed = await enterCount(writing, id, number, fields);
      return [confirmed ? "confirmed" : "entered", `place-${number}`];
    }
    case "publish":
      await publishVoteResult(writing, id, saidOfForm(fields, "reason"));
      return ["published", "publish"];
    case "objection":
      await recordObjection(writing, id, fields);
      return ["objection", "objections"];
    case "decide":
      if (number === undefined) throw new PortalError("bad-request");
      await recordObjectionDecision(writing, id, number, {
        ...fields,
        reasons: saidOfForm(fields, "reasons"),
      });
      return ["decided", "objections"];
    default:
      throw new PortalError("bad-request");
  }
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function VoteCount() {
  const { t } = useTranslation("voting");
  const { t: desk } = useTranslation("desk");
  const { counts, title, choices, objections, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { id, state } = counts;
  const counted = state === "counting" || state === "decided";
  return (
    <div className="page">
      <PageHeader
        title={t("count.title", { title })}
        crumbs={[
          { label: desk("title"), to: "/desk" },
          { label: t("title"), to: "/desk/votes" },
          { label: t("count.heading") },
        ]}
        above={<VoteStateBadge state={state} />}
        actions={
          <LinkButton look="secondary" to={`/votes/${id}`}>
            {t("draft.public")}
          </LinkButton>
        }
      />
      {done && !answer && (
        <Notice tone="success" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {!counted && <Notice title={t("count.later")} />}
      {counted && (
        <>
          <PlaceCounts counts={counts} choices={choices} answer={answer} />
          <Publish counts={counts} answer={answer} />
        </>
      )}
      {state === "decided" && <ObjectionDesk objections={objections} answer={answer} />}
    </div>
  );
}
