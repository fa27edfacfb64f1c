import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useMatterHere } from "#app/components/matter-here.ts";
import { OpinionMapPage } from "#app/components/opinion-map/opinion-map-page.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { readForumHead } from "#app/domain/kinds/forum/read-forum-head.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPage, writePage } from "#app/doors/page.ts";
import { actOnMap } from "#app/doors/pages/map-acts.ts";
import { opinionMapPageOf } from "#app/doors/pages/opinion-map.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";

await loadTexts("debater", "voter");

/** The opinion map of a forum. */
export async function loader(args: LoaderFunctionArgs) {
  const { portal, directory, language } = args.context;
  const id = await matterParam(args);
  const [forum, page] = await readPage(async () => {
    const forum = await readForumHead(portal.db, directory.space.id, id, language, portal.clock.now());
    return [forum, await opinionMapPageOf(forum, args)] as const;
  });
  const { title, open } = forum;
  return { forum: { title, state: open ? ("open" as const) : ("closed" as const) }, ...page };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export async function action(args: ActionFunctionArgs) {
  const { params, context } = args;
  const { portal, directory, language } = context;
  const id = await matterParam(args);
  return writePage(args, { permission: "forum.take-part", limit: "touch" }, async (write) => {
    const isForum = async () => {
      await readForumHead(portal.db, directory.space.id, id, language, write.now);
    };
    const done = await actOnMap(context, id, isForum, write);
    return "similar" in done ? done : redirect(`/forums/${params.id}/map${done.to}`);
  });
}

export default function ForumMap() {
  const here = useMatterHere();
  const { t } = useTranslation("map");
  const { t: ofForum } = useTranslation("forum");
  const { forum, meta: _, ...page } = useLoaderData<typeof loader>();
  return (
    <OpinionMapPage
      {...page}
      matter={forum}
      crumbs={[{ label: ofForum("list.title"), to: "/forums" }, { label: t("title") }]}
      back={{ to: `/forums/${here}`, label: t("back.forum") }}
      answer={useActionData<typeof action>()}
    />
  );
}
