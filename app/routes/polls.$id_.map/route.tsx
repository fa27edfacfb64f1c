import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useMatterHere } from "#app/components/matter-here.ts";
import { OpinionMapPage } from "#app/components/opinion-map/opinion-map-page.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { Reasons } from "#app/components/poll/reasons.tsx";
import { readMapHead, requireMapVoter } from "#app/domain/kinds/poll/poll-map.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPage, writePage } from "#app/doors/page.ts";
import { actOnMap } from "#app/doors/pages/map-acts.ts";
import { opinionMapPageOf } from "#app/doors/pages/opinion-map.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";

await loadTexts("voter", "polled");

/** The opinion map beside a poll's questions. */
export async function loader(args: LoaderFunctionArgs) {
  const { portal, viewer, directory, language } = args.context;
  const spaceId = directory.space.id;
  const id = await matterParam(args);
  const now = portal.clock.now();
  const [poll, page] = await readPage(async () => {
    const poll = await readMapHead(portal.polls, spaceId, id, viewer ?? null, language, now);
    return [poll, await opinionMapPageOf(poll, args)] as const;
  });
  const { title, state, reasons } = poll;
  return { poll: { title, state }, reasons, ...page };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export async function action(args: ActionFunctionArgs) {
  const { params, context } = args;
  const { portal, directory } = context;
  const id = await matterParam(args);
  return writePage(args, { permission: "poll.take-part", limit: "touch" }, async (write) => {
    const done = await actOnMap(
      context,
      id,
      ({ viewer, now }) => requireMapVoter(portal.polls, directory.space.id, id, viewer, now),
      write,
    );
    return "similar" in done ? done : redirect(`/polls/${params.id}/map${done.to}`);
  });
}

export default function PollMap() {
  const here = useMatterHere();
  const { t } = useTranslation("map");
  const { t: ofPolls } = useTranslation("polls");
  const { poll, reasons, meta: _, ...page } = useLoaderData<typeof loader>();
  return (
    <OpinionMapPage
      {...page}
      matter={poll}
      crumbs={[
        { label: ofPolls("title"), to: "/polls" },
        { label: poll.title, to: `/polls/${here}` },
        { label: t("title") },
      ]}
      back={{ to: `/polls/${here}`, label: t("back.poll") }}
      barred={reasons.length > 0 ? <Reasons reasons={reasons} /> : null}
      answer={useActionData<typeof action>()}
    />
  );
}
