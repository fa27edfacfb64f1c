import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { metaOfPage } from "#app/components/page-meta.ts";
import { readPage } from "#app/doors/page.ts";
import { nameParam, quickPollUrl, readShownPoll } from "#app/doors/quick-poll-param.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { drawQrCode } from "#app/platform/qr-code.ts";
import { Screen } from "./screen.tsx";

await loadTexts("quick");

/** A one-touch poll on the wall of a meeting: its question, how to come there, and bars that grow. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  const { portal, viewer, directory, language, origin } = context;
  const name = nameParam(args, "/screen");
  const { poll, board } = await readPage(() => readShownPoll(context, name, undefined, portal.clock.now()));
  const url = quickPollUrl(context, poll.name);
  const t = translator(language, directory.space.kind);
  return {
    name: poll.name,
    code: poll.code,
    /** Where the code is typed: without what every address begins with. */
    typedAt: `${origin}${directory.space.prefix}/q`.replace(/^https?:\/\//, ""),
    open: poll.open,
    isMaker: viewer?.personId === poll.makerId,
    board,
    qr: drawQrCode(url),
    meta: { title: board.title, description: t("quick:honest"), robots: "noindex" },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function QuickScreen() {
  return <Screen page={useLoaderData<typeof loader>()} />;
}
