import type { LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, type MetaFunction, useLoaderData, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PollStateBadge } from "#app/components/badge.tsx";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { AnswersShown } from "#app/components/poll/answers-shown.tsx";
import { FollowUp } from "#app/components/poll/follow-up.tsx";
import { MapEntry } from "#app/components/poll/map-entry.tsx";
import { Protection } from "#app/components/poll/protection.tsx";
import { Turnout } from "#app/components/poll/turnout.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { readMapTold } from "#app/domain/kinds/poll/poll-map.ts";
import { getPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPage } from "#app/doors/page.ts";
import { breakdownAsked, resultsNow } from "#app/doors/pages/poll-results.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { Method } from "./method.tsx";
import { useLiveResults } from "./use-live-results.ts";

await loadTexts("polled", "follower");

/** What came of a poll, or how it stands where its results are live. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const { portal, directory, language } = context;
  const id = await matterParam(args);
  const [now, map] = await readPage(() =>
    Promise.all([
      resultsNow(context, id, breakdownAsked(new URL(request.url))),
      getPoll(portal.db, directory.space.id, id).then((row) => readMapTold(portal.db, row)),
    ]),
  );
  const t = translator(language, directory.space.kind);
  const { title } = now.page;
  return {
    now,
    map,
    meta: {
      title: t("polls:results.titleOf", { title }),
      description: t("polls:results.lead", { title }),
      type: "article" as const,
    },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Results() {
  const { t } = useTranslation("polls");
  const format = useFormat();
  const here = useMatterHere();
  const { now, map } = useLoaderData<typeof loader>();
  const { page, turnout } = useLiveResults(now);
  const { title, state, final, participants, tookPart } = page;
  const waiting = tookPart - participants;
  return (
    <article className="page">
      <PageHeader
        title={t("results.titleOf", { title })}
        crumbs={[
          { label: t("title"), to: "/polls" },
          { label: title, to: `/polls/${here}` },
          { label: t("results.crumb") },
        ]}
        above={<PollStateBadge state={state} />}
        below={
          <p className="poll-headline" role="status">
            <strong className="numeric">{format.number(tookPart)}</strong>{" "}
            {t("card.tookPart", { count: tookPart })}
            {waiting > 0 && (
              <span className="small muted">
                {" "}
                {t("results.waiting", { count: waiting, amount: format.number(waiting) })}
              </span>
            )}
          </p>
        }
      />
      <p className="muted">{t(final ? "results.final" : "results.live")}</p>
      <AnswersShown path={`/polls/${here}/results`} answers={page} />
      <FollowUp duties={page.duties} />
      {map && <MapEntry map={map} />}
      {turnout && <Turnout turnout={turnout} />}
      <Method page={page} />
      <Protection mayChange={page.mayChange} />
    </article>
  );
}

/** Results that wait for the closing: nobody's fault, and a way on. */
export function ErrorBoundary() {
  const { t } = useTranslation("polls");
  const here = useMatterHere();
  const error = useRouteError();
  if (!isRouteErrorResponse(error) || error.status !== 409) return <ErrorPage error={error} />;
  return (
    <div className="page">
      <PageHeader title={t("results.crumb")} crumbs={[{ label: t("title"), to: "/polls" }]} />
      <EmptyState
        title={t("results.notYet")}
        action={<LinkButton to={`/polls/${here}`}>{t("results.toPoll")}</LinkButton>}
      >
        {t("results.notYetText")}
      </EmptyState>
    </div>
  );
}
