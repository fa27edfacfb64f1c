import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { metaOfPage } from "#app/components/page-meta.ts";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";
import { readQuickPoll } from "#app/domain/quick-poll/read-quick-poll.ts";
import { readPage, writePage } from "#app/doors/page.ts";
import { nameParam } from "#app/doors/quick-poll-param.ts";
import { quickSharedAs } from "#app/doors/share/shared-as.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { HiddenPoll } from "./hidden-poll.tsx";
import { actInQuickPoll } from "./quick-acts.server.ts";
import { quickPageOf } from "./quick-page.server.ts";
import { QuickPage } from "./quick-page.tsx";

await loadTexts("quick", "reporter");

/** One one-touch poll: a touch is a vote. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const { portal, directory, language } = context;
  const name = nameParam(args);
  const device = portal.devices.find(request.headers.get("Cookie"));
  const now = portal.clock.now();
  return readPage(async () => {
    const view = await readQuickPoll(portal, directory.space.id, name, device, now);
    const page = await quickPageOf(view, context, new URL(request.url).searchParams);
    const t = translator(language, directory.space.kind);
    return {
      page,
      meta: {
        title: page.hiddenReason === null ? page.board.title : t("quick:hidden.title"),
        description: t("quick:honest"),
        // It is for whom it was sent to.
        robots: "noindex",
        shownElsewhere: page.hiddenReason === null,
        shared: page.hiddenReason === null ? quickSharedAs(view, context) : null,
      },
    };
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

const WHERE = { message: "?done=message#chat", hidden: "?done=hidden#chat", reported: "?done=reported#told" };

export function action(args: ActionFunctionArgs) {
  const name = nameParam(args);
  return writePage(
    args,
    { permission: "quick-poll.speak", limit: "touch", returnTo: quickPollPath(name, "#chat") },
    async (write) => redirect(quickPollPath(name, WHERE[await actInQuickPoll(args.context, name, write)])),
  );
}

export default function QuickPoll() {
  const { page } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (page.hiddenReason !== null) return <HiddenPoll reason={page.hiddenReason} />;
  return <QuickPage page={page} answer={answer} />;
}
