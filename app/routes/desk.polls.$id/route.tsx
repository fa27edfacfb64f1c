import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { usePollWords } from "#app/components/poll/use-poll-words.ts";
import { useFormat } from "#app/components/use-format.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { parseId } from "#app/domain/input.ts";
import { readDraft } from "#app/domain/kinds/poll/drafts.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { Approved } from "./approved.tsx";
import { actOnPoll } from "./draft-acts.server.ts";
import { DraftForm } from "./draft-form.tsx";
import { draftPageOf } from "./draft-page.server.ts";
import { Preview } from "./preview.tsx";
import { Review } from "./review.tsx";
import { useDraftFields } from "./use-draft-fields.ts";

await loadTexts("polled", "office");

const MOST_FIELDS = 3_000;

/** A poll as its office writes it, as a second officer looks at it, and as it is once approved. */
export function loader(args: LoaderFunctionArgs) {
  const { params, request, context } = args;
  return readPageAs(args, { permission: "desk.read" }, async ({ viewer }) => {
    const { portal, language, directory } = context;
    const id = parseId(params.id);
    if (id === undefined) throw data({ code: "not-found" }, { status: 404 });
    const draft = await readDraft(portal.db, viewer, directory.space.id, id);
    const page = draftPageOf(draft, context);
    const t = translator(language, directory.space.kind);
    return {
      draft: page,
      done: new URL(request.url).searchParams.get("done"),
      meta: { title: page.title || t("polling:untitled"), description: t("polling:lead") },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { params, context } = args;
  return writePage(
    args,
    { permission: "desk.read", limit: "text", mostFields: MOST_FIELDS },
    async (write) => {
      const id = parseId(params.id);
      if (id === undefined) throw data({ code: "not-found" }, { status: 404 });
      const done = await actOnPoll(context, id, write);
      if (done === "approved") return redirect(`/polls/${id}`);
      return redirect(`/desk/polls/${id}?done=${done}${done === "pictured" ? "#pictures" : ""}`);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

const DONE = ["saved", "pictured", "freed", "submitted", "looked", "corrected", "withdrawn"] as const;

/** What more there is to a question is folded away, and has to be in sight before the browser goes there. */
function unfold(fieldId: string): void {
  const fold = document.getElementById(fieldId)?.closest("details");
  if (fold) fold.open = true;
}

export default function PollDraft() {
  const { t } = useTranslation("polling");
  const { t: desk } = useTranslation("desk");
  const format = useFormat();
  const { draft, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const fields = useDraftFields(answer?.refused?.faults ?? [], answer?.typed ?? draft.fields);
  const { summary } = useRefusal(answer?.refused, fields, usePollWords());
  const conflict = answer?.refused?.code === "changed-meanwhile" && !draft.approvedAt;
  const said = DONE.find((one) => one === done);
  const { title, submittedAt, approvedAt, mayWrite, mayApprove } = draft;
  return (
    <div className="page">
      <PageHeader
        title={title || t("untitled")}
        crumbs={[
          { label: desk("title"), to: "/desk" },
          { label: t("title"), to: "/desk/polls" },
          { label: title || t("untitled") },
        ]}
        above={
          <>
            <Badge tone={approvedAt ? "success" : submittedAt ? "warning" : "gray"}>
              {t(approvedAt ? "state.approved" : submittedAt ? "state.submitted" : "state.writing")}
            </Badge>
            <span className="muted">
              {draft.office} · {t("saved", { date: format.dateTime(draft.updatedAt) })}
            </span>
          </>
        }
      />
      <ErrorSummary errors={summary} onFollow={unfold} />
      {conflict && (
        <Notice tone="warning" title={t("conflict.title")}>
          {t("conflict.text")}
        </Notice>
      )}
      {said && !answer && (
        <Notice tone="success" live>
          {t(`done.${said}`)}
        </Notice>
      )}
      {approvedAt && <Approved draft={draft} />}
      {!approvedAt && submittedAt && (
        <Notice title={t("waiting.title")}>
          {t(mayApprove ? "waiting.you" : mayWrite ? "waiting.others" : "waiting.text")}
        </Notice>
      )}
      {!approvedAt && (
        <div className="with-aside">
          <aside aria-label={t("preview.heading")}>
            <Preview draft={draft} />
          </aside>
          <div>
            {(mayApprove || !mayWrite) && <Review draft={draft} />}
            {mayWrite && <DraftForm draft={draft} typed={answer?.typed ?? null} conflict={conflict} />}
          </div>
        </div>
      )}
    </div>
  );
}
