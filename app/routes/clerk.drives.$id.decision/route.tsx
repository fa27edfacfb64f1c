import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
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
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { DecisionForm } from "./decision-form.tsx";

await loadTexts("follower", "clerk");

/** The most fields of the form: its own, and three for each of a hundred articles. */
const MOST_FIELDS = 320;

/** The council's decision on a drive: the votes, and the text as adopted, beside the text that was asked for. */
export function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  return readPageAs(args, { permission: "drive.decide" }, async ({ viewer }) => {
    const id = idParam(params.id);
    const { portal, language } = context;
    const drive = await getDrive(portal.db, context.directory.space.id, id);
    const t = translator(language, context.directory.space.kind);
    return {
      articles: drive.draft.articles,
      driveId: id,
      open: drive.state === "introduced" && drive.representative_id !== viewer.personId,
      limits: { reasons: DECISION_LIMITS.reasons.max, article: DECISION_LIMITS.article.max },
      meta: { title: t("clerk:decision.heading"), description: drive.title },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { context, params } = args;
  const id = idParam(params.id);
  const returnTo = `/clerk/drives/${id}/decision`;
  return writePage(
    args,
    { permission: "drive.decide", limit: "text", returnTo, mostFields: MOST_FIELDS },
    async ({ viewer, form, now }) => {
      const { portal } = context;
      const fields = textFields(form);
      if (fields.intent === "compare") return data({ typed: fields });
      if (fields.intent !== "decide") throw new PortalError("bad-request");
      const { draft } = await getDrive(portal.db, context.directory.space.id, id);
      const input = parseInput(decisionSchema, { ...fields, articles: articlesOfForm(fields) });
      const act = { act: "decide", decision: decisionOf(input, draft) } as const;
      await performAct(
        portal.db,
        { spaceId: context.directory.space.id, matterId: id, clerkId: viewer.personId, act, at: now },
        homeHere(context),
      );
      return redirect(`/clerk/drives/${id}`);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function ClerkDecision() {
  const { t } = useTranslation("clerk");
  const { driveId, articles, open, limits } = useLoaderData<typeof loader>();
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
    <section className="clerk-decision" aria-labelledby="decision">
      <h2 className="h-section" id="decision">
        {t("decision.heading")}
      </h2>
      <ErrorSummary errors={summary} />
      {open ? (
        <DecisionForm
          driveId={driveId}
          articles={articles}
          limits={limits}
          typed={answer && "typed" in answer ? answer.typed : null}
          errorsOf={errorsOf}
        />
      ) : (
        <Notice>{t("decision.closed")}</Notice>
      )}
    </section>
  );
}
