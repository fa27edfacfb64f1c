import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { readReported } from "#app/domain/quick-poll/reports.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { judgeReported } from "./judge-reported.server.ts";
import { ReportedItem } from "./reported-item.tsx";

await loadTexts("quick");

const PATH = "/moderation/quick-polls";

/** One-touch polls and messages that people reported, for the moderators: hidden with a reason, or left as they are. */
export function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  return readPageAs(args, { permission: "quick-poll.moderate" }, async () => {
    const { portal, directory, language } = context;
    const t = translator(language, directory.space.kind);
    return {
      reported: await readReported(portal.db, directory.space.id),
      done: new URL(request.url).searchParams.has("done"),
      meta: { title: t("quick:moderation.title"), description: t("quick:moderation.lead") },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  return writePage(
    args,
    { permission: "quick-poll.moderate", limit: "touch", returnTo: PATH },
    async (write) => {
      await judgeReported(args.context, write);
      return redirect(`${PATH}?done=1`);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function ReportedQuickPolls() {
  const { t } = useTranslation("quick");
  const { reported, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { summary } = useRefusal(answer?.refused, { reason: { id: "reported", label: t("reasonLabel") } });
  return (
    <div className="page">
      <PageHeader
        title={t("moderation.title")}
        lead={t("moderation.lead")}
        crumbs={[{ label: t("moderation.title") }]}
      />
      <ErrorSummary errors={summary} />
      {done && <Notice tone="success" live title={t("moderation.done")} />}
      {reported.length === 0 ? (
        <EmptyState title={t("moderation.empty")} />
      ) : (
        <ul className="stack" id="reported">
          {reported.map((item) => (
            <ReportedItem key={`${item.name} ${item.messageId}`} item={item} />
          ))}
        </ul>
      )}
    </div>
  );
}
