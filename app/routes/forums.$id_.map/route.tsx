import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { readForumHead } from "#app/domain/kinds/forum/read-forum-head.ts";
import { MOST_OF_PERSON, STATEMENT_LIMITS } from "#app/domain/opinion-map/bounds.ts";
import { readOpinionMap } from "#app/domain/opinion-map/read-map.ts";
import { may } from "#app/domain/person/permissions.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPage, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { AddStatement } from "./add-statement.tsx";
import { AskCard } from "./ask-card.tsx";
import { actOnMap } from "./map-acts.server.ts";
import { MapView } from "./map-view.tsx";
import { StatementList } from "./statement-list.tsx";

await loadTexts("debater", "voter");

/** The opinion map of a forum: a statement to answer, what all make of them, and all of them. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const { portal, viewer, directory, language } = context;
  const spaceId = directory.space.id;
  const id = await matterParam(args);
  const { searchParams } = new URL(request.url);
  const [forum, opinionMap] = await readPage(() =>
    Promise.all([
      readForumHead(portal.db, spaceId, id, language, portal.clock.now()),
      readOpinionMap(portal.db, id, viewer?.personId),
    ]),
  );
  const t = translator(language, directory.space.kind);
  return {
    forum,
    ...opinionMap,
    /** The id of the statement that was sent just now: it was added, or was there word for word. */
    sent: { added: searchParams.get("added"), there: searchParams.get("there") },
    listed: searchParams.has("list"),
    mayHide: may(viewer, "statement.hide", { space: spaceId }),
    limits: { statement: STATEMENT_LIMITS.max, statements: MOST_OF_PERSON },
    meta: { title: `${t("map:title")}: ${forum.title}`, description: t("map:lead") },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export async function action(args: ActionFunctionArgs) {
  const { params, context } = args;
  const id = await matterParam(args);
  return writePage(args, { permission: "forum.take-part", limit: "touch" }, async (write) => {
    const done = await actOnMap(context, id, write);
    return "similar" in done ? done : redirect(`/forums/${params.id}/map${done.to}`);
  });
}

export default function ForumMap() {
  const here = useMatterHere();
  const { t } = useTranslation("map");
  const { t: ofForum } = useTranslation("forum");
  const { forum, statements, map, own, sent, listed, mayHide, limits } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && "refused" in answer ? answer : null;
  const ofStatement = refused?.typed.intent === "add";
  const { summary } = useRefusal(ofStatement ? null : refused?.refused, {});
  return (
    <div className="page opinion-map">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        above={<span className="muted">{forum.title}</span>}
        crumbs={[{ label: ofForum("list.title"), to: "/forums" }, { label: t("title") }]}
      />
      <ErrorSummary errors={summary} />
      <AskCard open={forum.open} statements={statements} own={own} />
      <MapView map={map} statements={statements} own={own} open={forum.open} />
      {/* What was typed while the forum closed is still there to be copied. */}
      {own && (forum.open || ofStatement) && (
        <AddStatement
          key={`${sent.added} ${sent.there}`}
          sent={sent}
          limits={limits}
          refused={ofStatement ? refused : null}
          similar={answer && "similar" in answer ? answer : null}
        />
      )}
      <StatementList
        statements={statements}
        counted={map.state === "drawn" ? map.statements : []}
        votes={forum.open ? (own?.votes ?? null) : null}
        mayHide={mayHide}
        listed={listed || refused?.typed.intent === "hide"}
      />
      <p className="section">
        <Link className="text-link" to={`/forums/${here}`}>
          {t("back")}
        </Link>
      </p>
    </div>
  );
}
