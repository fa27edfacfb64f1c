import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { metaOfPage } from "#app/components/page-meta.ts";
import { requireMaker } from "#app/domain/quick-poll/manage.ts";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";
import {
  CHOICE_LIMITS,
  MOST_QUESTIONS,
  NOTICE_LIMITS,
  QUESTION_LIMITS,
} from "#app/domain/quick-poll/schema.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { nameParam, quickPollUrl, readShownPoll } from "#app/doors/quick-poll-param.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { isManageIntent, manageQuickPoll } from "./manage-acts.server.ts";
import { ManagePage } from "./manage-page.tsx";

await loadTexts("quick");

/** What the maker of a one-touch poll does with it; nobody else is shown it. */
export function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const name = nameParam(args, "/manage");
  return readPageAs(args, { permission: "quick-poll.make" }, async ({ viewer, now }) => {
    const { poll, board, questions } = await readShownPoll(context, name, undefined, now);
    requireMaker(poll, viewer.personId);
    const t = translator(context.language, context.directory.space.kind);
    const done = new URL(request.url).searchParams.get("done");
    return {
      name: poll.name,
      url: quickPollUrl(context, poll.name),
      open: poll.open,
      board,
      questions,
      full: questions.length >= MOST_QUESTIONS,
      done: isManageIntent(done) ? done : null,
      limits: { question: QUESTION_LIMITS.max, choice: CHOICE_LIMITS.max, notice: NOTICE_LIMITS.max },
      meta: { title: t("quick:manage.title"), description: t("quick:manage.lead") },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const name = nameParam(args);
  return writePage(args, { permission: "quick-poll.make", limit: "touch" }, async (write) => {
    const done = await manageQuickPoll(args.context, name, write);
    const toScreen = write.form.get("back") === "screen";
    return redirect(quickPollPath(name, toScreen ? "/screen" : `/manage?done=${done}`));
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function ManageQuickPoll() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <ManagePage page={page} answer={answer} />;
}
