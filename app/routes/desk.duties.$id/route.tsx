import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DueBadge } from "#app/components/due-badge.tsx";
import { DutyReplies } from "#app/components/duty/duty-replies.tsx";
import { isAnyVerdict, VerdictsInShort } from "#app/components/duty/verdicts.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";
import { daysToName, INTERIM } from "#app/domain/duty/interim.ts";
import {
  dutyToReplyTo,
  FINAL_REPLY_MIN,
  parseDeskReply,
  previewSchema,
  publishReply,
  REPLY_LIMITS,
} from "#app/domain/duty/reply.ts";
import { parseInput } from "#app/domain/input.ts";
import { readDeskDuty } from "#app/domain/views/read-desk.ts";
import { requireFreshFor } from "#app/doors/fresh.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { markdownToHtml } from "#app/platform/markdown.ts";
import { deskDutyOf } from "./desk-duty.server.ts";
import { DeskMatter } from "./desk-matter.tsx";
import { ReplyForm } from "./reply-form.tsx";

await loadTexts("follower", "office");

/** One duty on the desk of its office: what it is about, what was answered so far, and the form to answer. */
export function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  return readPageAs(args, { permission: "desk.read" }, async ({ viewer, now }) => {
    const { portal, language } = context;
    const id = idParam(params.id);
    await requireFreshFor(args, "reply", `/desk/duties/${id}`);
    const duty = await readDeskDuty(portal.db, context.directory.space.id, viewer, id, language, now);
    const t = translator(language, context.directory.space.kind);
    return {
      ...deskDutyOf(duty, context),
      published:
        Number(new URL(request.url).searchParams.get("published")) === duty.replies && duty.replies > 0,
      rules: {
        limit: REPLY_LIMITS.max,
        finalMin: FINAL_REPLY_MIN,
        interim: INTERIM.most,
        mayPutOff: duty.interimReplies < INTERIM.most,
        ...daysToName(now),
      },
      meta: { title: t("desk:title"), description: t("desk:lead") },
    };
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export async function action(args: ActionFunctionArgs) {
  const { params, context } = args;
  const id = idParam(params.id);
  return writePage(args, { permission: "duty.reply", limit: "text" }, async ({ viewer, form, now }) => {
    const { db } = context.portal;
    const { space } = context.directory;
    await dutyToReplyTo(db, viewer, space.id, id);
    const typed = textFields(form);
    // How it looks can be seen long before it is decided.
    if (typed.intent === "preview")
      return data({ preview: markdownToHtml(parseInput(previewSchema, typed).body), typed });
    const input = parseDeskReply(typed);
    await requireFreshFor(args, "reply", `/desk/duties/${id}`);
    const { version } = await publishReply(db, viewer, space.id, id, input, now);
    return redirect(`/desk/duties/${id}?published=${version}#replies`);
  });
}

export { revalidateAfterConflict as shouldRevalidate } from "#app/components/revalidate.ts";

export default function DeskDuty() {
  const { t } = useTranslation("desk");
  const within = useSpacePath();
  const { t: common } = useTranslation();
  const format = useFormat();
  const { duty, published, rules } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const crumb = { label: t("title"), to: "/desk" };
  return (
    <div className="page">
      <PageHeader
        title={duty.title}
        crumbs={[crumb, { label: duty.title }]}
        above={
          <>
            <DueBadge dueAt={duty.dueAt} metAt={duty.metAt} />
            <span className="muted">
              {duty.office} · {common(`dutyKind.${duty.kind}`)}
            </span>
          </>
        }
        lead={
          duty.metAt
            ? t("metOn", { date: format.date(duty.metAt), due: format.date(duty.dueAt) })
            : t("dueBy", { date: format.date(duty.dueAt) })
        }
      />
      <div className="desk-columns">
        <DeskMatter duty={duty} />
        <div className="stack loose">
          {duty.versions.length > 0 && (
            <section id="replies" aria-labelledby="replies-heading">
              <h2 className="h-section" id="replies-heading">
                {t("replies.heading")}
              </h2>
              {published && (
                <Notice tone="success" live title={t("published.title")}>
                  <a href={within(duty.publicPath)}>{t("published.see")}</a>
                </Notice>
              )}
              <DutyReplies replies={duty.versions} />
              {isAnyVerdict(duty.answered) && <VerdictsInShort counts={duty.answered} />}
            </section>
          )}
          {duty.mayReply ? (
            <ReplyForm
              key={duty.replies}
              dutyId={duty.id}
              replies={duty.replies}
              rules={rules}
              answer={answer}
            />
          ) : (
            <Notice>{t("readOnly", { office: duty.office })}</Notice>
          )}
        </div>
      </div>
    </div>
  );
}
