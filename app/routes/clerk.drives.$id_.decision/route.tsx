import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { performAct } from "#app/domain/kinds/drive/clerk-acts.ts";
import {
  articlesOfForm,
  DECISION_LIMITS,
  decisionOf,
  decisionSchema,
} from "#app/domain/kinds/drive/council-decision.ts";
import { getDrive } from "#app/domain/kinds/drive/get-drive.ts";
import { homeHere } from "#app/doors/home.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPage, requirePermission, requireViewer, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { DecisionForm } from "./decision-form.tsx";

await loadTexts("clerk");

/** The most fields of the form: its own, and three for each of a hundred articles. */
const MOST_FIELDS = 320;

/** The council's decision on a drive: the votes, and the text as adopted, beside the text that was asked for. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  requirePermission(viewer, "drive.decide");
  const id = idParam(params.id);
  const { portal, directory, language } = context;
  const drive = await readPage(() => getDrive(portal.db, directory.space.id, id));
  const t = translator(language);
  return {
    drive: { id, title: drive.title, articles: drive.draft.articles },
    open: drive.stage === "introduced" && drive.representative_id !== viewer.personId,
    limits: { reasons: DECISION_LIMITS.reasons.max, article: DECISION_LIMITS.article.max },
    meta: { title: t("clerk:decision.heading"), description: drive.title },
  };
}

export function action(args: ActionFunctionArgs) {
  const { context, params } = args;
  const id = idParam(params.id);
  const returnTo = `/clerk/drives/${id}/decision`;
  return writePage(
    args,
    { limit: "text", returnTo, mostFields: MOST_FIELDS },
    async ({ viewer, form, now }) => {
      requirePermission(viewer, "drive.decide");
      const { portal, directory } = context;
      const spaceId = directory.space.id;
      const fields = textFields(form);
      if (fields.intent === "compare") return data({ typed: fields });
      if (fields.intent !== "decide") throw new PortalError("bad-request");
      const { draft } = await getDrive(portal.db, spaceId, id);
      const input = parseInput(decisionSchema, { ...fields, articles: articlesOfForm(fields) });
      const act = { act: "decide", decision: decisionOf(input, draft) } as const;
      const by = { spaceId, matterId: id, clerkId: viewer.personId, at: now };
      await performAct(portal.db, { ...by, act }, homeHere(context));
      return redirect(`/clerk/drives/${id}`);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function ClerkDecision() {
  const { t } = useTranslation("clerk");
  const { t: drives } = useTranslation("drives");
  const { drive, open, limits } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && "refused" in answer ? answer.refused : null;
  const { summary, errorsOf } = useRefusal(refused, {
    outcome: { id: "outcome", label: t("decision.outcome") },
    for: { id: "votes-for", label: t("decision.vote.for") },
    against: { id: "votes-against", label: t("decision.vote.against") },
    abstained: { id: "votes-abstained", label: t("decision.vote.abstained") },
    reasons: { id: "reasons", label: t("decision.reasons") },
    "articles.0.proposed": { id: "article-0-proposed", label: t("decision.adoptedText") },
    "articles.0.number": { id: "article-0-number", label: t("decision.number") },
  });
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("decision.heading")}
        lead={<span lang="ko">{drive.title}</span>}
        crumbs={[
          { label: t("title"), to: "/clerk" },
          { label: drives("crumb"), to: `/clerk/drives/${drive.id}` },
          { label: t("decision.heading") },
        ]}
      />
      <ErrorSummary errors={summary} />
      {open ? (
        <DecisionForm
          articles={drive.articles}
          limits={limits}
          typed={answer && "typed" in answer ? answer.typed : null}
          errorsOf={errorsOf}
        />
      ) : (
        <Notice>{t("decision.closed")}</Notice>
      )}
    </div>
  );
}
