import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { LinkButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useFormat } from "#app/components/use-format.ts";
import { VoteForm } from "#app/components/vote/vote-form.tsx";
import { VoteText } from "#app/components/vote/vote-text.tsx";
import { PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { announceVote } from "#app/domain/kinds/vote/announce-vote.ts";
import { definitionView } from "#app/domain/kinds/vote/read-vote.ts";
import { readVoteDraft, writeVoteDraft } from "#app/domain/kinds/vote/vote-drafts.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { fieldsOfVote, voteOfForm } from "#app/doors/pages/vote-form.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { Announce } from "./announce.tsx";

await loadTexts("office", "polled");

/** A vote as one officer wrote it, and as another announces it. */
export function loader(args: LoaderFunctionArgs) {
  const { params, request, context } = args;
  return readPageAs(args, { permission: "vote.manage" }, async ({ viewer }) => {
    const { portal, directory, language } = context;
    const { definition, ...draft } = await readVoteDraft(portal.db, viewer, directory, idParam(params.id));
    const labels = labelsOf(directory, language);
    const view = definitionView(definition, language);
    const t = translator(language, directory.space.kind);
    return {
      draft,
      view: {
        ...view,
        places: view.places.map((place) => ({ ...place, district: labels.district(place.district) })),
      },
      fields: fieldsOfVote(definition),
      categories: directory.categories.map(({ code, name }) => ({ value: code, label: name[language] })),
      saved: new URL(request.url).searchParams.get("done") === "saved",
      meta: { title: view.title, description: t("voting:lead") },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { params, context } = args;
  const id = idParam(params.id);
  return writePage(args, { permission: "vote.manage", limit: "text" }, async ({ viewer, form, now }) => {
    const writing = { db: context.portal.db, directory: context.directory, viewer, now };
    const fields = textFields(form);
    const version = parseId(fields.version);
    if (version === undefined) throw new PortalError("bad-request");
    if (fields.intent === "announce") {
      await announceVote(writing, id, version);
      return redirect(`/votes/${id}`);
    }
    if (fields.intent !== "save") throw new PortalError("bad-request");
    await writeVoteDraft(writing, voteOfForm(fields), { id, seen: version });
    return redirect(`/desk/votes/${id}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function VoteDraft() {
  const { t } = useTranslation("voting");
  const { t: desk } = useTranslation("desk");
  const format = useFormat();
  const { draft, view, fields, categories, saved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { id, version, approved, mayApprove, writtenAt } = draft;
  return (
    <div className="page">
      <PageHeader
        title={view.title}
        crumbs={[
          { label: desk("title"), to: "/desk" },
          { label: t("title"), to: "/desk/votes" },
          { label: view.title },
        ]}
        above={
          <>
            <Badge tone={approved ? "success" : "warning"}>
              {t(approved ? "draft.announced" : "draft.waits")}
            </Badge>
            <span className="muted">{format.dateTime(writtenAt)}</span>
          </>
        }
        actions={approved && <LinkButton to={`/votes/${id}`}>{t("draft.public")}</LinkButton>}
      />
      {saved && !answer && (
        <Notice tone="success" live>
          {t("draft.saved")}
        </Notice>
      )}
      {answer?.refused?.code === "changed-meanwhile" && !approved && (
        <Notice tone="warning" title={t("draft.conflict.title")}>
          {t("draft.conflict.text")}
        </Notice>
      )}
      {!approved && <Announce draft={draft} view={view} answer={answer} />}
      <VoteText vote={view} />
      {!approved && (
        <details className="fold" open={!mayApprove && answer !== undefined}>
          <summary>{t("draft.edit")}</summary>
          <VoteForm
            key={version}
            name={`vote-${id}`}
            fields={fields}
            categories={categories}
            answer={answer?.typed?.intent === "announce" ? undefined : answer}
            version={version}
          />
        </details>
      )}
    </div>
  );
}
