import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useFormat } from "#app/components/use-format.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseId, parseInput } from "#app/domain/input.ts";
import { addBackground, mayEditBackground, removeBackground } from "#app/domain/kinds/forum/background.ts";
import { readForum } from "#app/domain/kinds/forum/read-forum.ts";
import {
  BACKGROUND_LIMITS,
  backgroundSchema,
  MOST_BACKGROUND_ITEMS,
} from "#app/domain/kinds/forum/schema.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { BackgroundForm } from "./background-form.tsx";
import { BackgroundItems } from "./background-items.tsx";

await loadTexts("debater");

/** Where the responsible department, or a moderator, keeps a forum's background. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  return readPageAs(args, { permission: "forum.edit-background" }, async ({ viewer, now }) => {
    const { portal, language } = context;
    const id = await matterParam(args);
    const reader = { personId: viewer.personId, language };
    const [mayEdit, forum] = await Promise.all([
      mayEditBackground(portal.db, viewer, context.directory.space.id, id),
      readForum(portal.db, context.directory.space.id, id, reader, now),
    ]);
    if (!mayEdit) throw new PortalError("not-permitted");
    const t = translator(language, context.directory.space.kind);
    return {
      forum: { id, title: forum.title, background: forum.background },
      most: MOST_BACKGROUND_ITEMS,
      limits: { title: BACKGROUND_LIMITS.title.max, body: BACKGROUND_LIMITS.body.max },
      meta: { title: t("forum:backgroundPage.title"), description: t("forum:backgroundPage.lead") },
    };
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export async function action(args: ActionFunctionArgs) {
  const { params, context } = args;
  const id = await matterParam(args);
  return writePage(
    args,
    { permission: "forum.edit-background", limit: "text" },
    async ({ viewer, form, now }) => {
      const { db } = context.portal;
      if (!(await mayEditBackground(db, viewer, context.directory.space.id, id)))
        throw new PortalError("not-permitted");
      const typed = textFields(form);
      if (typed.intent === "remove") {
        const number = parseId(typed.number);
        if (number === undefined) throw new PortalError("bad-request");
        await removeBackground(db, viewer, context.directory.space.id, id, number, now);
      } else {
        const item = parseInput(backgroundSchema, typed);
        await addBackground(db, viewer, context.directory.space.id, id, item, now);
      }
      return redirect(`/forums/${params.id}/background`);
    },
  );
}

export default function ForumBackground() {
  const here = useMatterHere();
  const { t } = useTranslation("forum");
  const format = useFormat();
  const { forum, most, limits } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { background } = forum;
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("backgroundPage.title")}
        lead={t("backgroundPage.lead")}
        above={<span className="muted">{forum.title}</span>}
        crumbs={[{ label: t("list.title"), to: "/forums" }, { label: t("backgroundPage.title") }]}
      />
      <section className="section" aria-labelledby="background-now">
        <h2 className="h-section" id="background-now">
          {t("backgroundPage.now", { amount: format.number(background.length), most: format.number(most) })}
        </h2>
        <BackgroundItems items={background} />
      </section>
      <section className="section" aria-labelledby="background-add">
        <h2 className="h-section" id="background-add">
          {t("backgroundPage.add")}
        </h2>
        {background.length >= most ? (
          <Notice title={t("backgroundPage.full")}>{t("backgroundPage.fullText")}</Notice>
        ) : (
          <BackgroundForm
            key={background.at(-1)?.position}
            forumId={forum.id}
            limits={limits}
            answer={answer}
          />
        )}
      </section>
      <p className="section">
        <Link className="text-link" to={`/forums/${here}`}>
          {t("backgroundPage.back")}
        </Link>
      </p>
    </div>
  );
}
