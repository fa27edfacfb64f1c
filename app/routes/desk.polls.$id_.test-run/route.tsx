import type { LoaderFunctionArgs } from "@remix-run/node";
import { data } from "@remix-run/node";
import { isRouteErrorResponse, type MetaFunction, useLoaderData, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { AnswersShown } from "#app/components/poll/answers-shown.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { parseId } from "#app/domain/input.ts";
import { definitionView } from "#app/domain/kinds/poll/read-poll.ts";
import { readTestRun } from "#app/domain/kinds/poll/test-run.ts";
import { inLanguage } from "#app/domain/said.ts";
import { readPageAs } from "#app/doors/page.ts";
import { answersPageOf, breakdownAsked } from "#app/doors/pages/poll-results.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("polled", "office");

/** What is written in made answers, some of it nearly alike; as many as one likes can be added. */
const MADE_TEXTS = ["text1", "text2", "text3", "text4", "text5"] as const;

/** The results of a draft as they would look, of answers that nobody gave; nothing is written. */
export function loader(args: LoaderFunctionArgs) {
  const { params, request, context } = args;
  return readPageAs(args, { permission: "desk.read" }, async ({ viewer }) => {
    const { portal, language, directory } = context;
    const id = parseId(params.id);
    if (id === undefined) throw data({ code: "not-found" }, { status: 404 });
    const t = translator(language, directory.space.kind);
    const made = MADE_TEXTS.map((key) => t(`polling:testRun.${key}`));
    const run = await readTestRun(portal.polls, directory, viewer, id, { language, texts: made });
    const { definition, shown, texts } = run;
    const by = breakdownAsked(new URL(request.url));
    const title = inLanguage(definition.title, language);
    const answers = answersPageOf(definitionView(definition, language).pages, shown, by, context);
    return {
      title,
      participants: shown.participants,
      answers: {
        ...answers,
        questions: answers.questions.map((question) => ({ ...question, texts: texts[question.id] ?? null })),
      },
      meta: { title: t("polling:testRun.titleOf", { title }), description: t("polling:testRun.lead") },
    };
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

function useCrumbs() {
  const { t } = useTranslation("polling");
  const { t: desk } = useTranslation("desk");
  return [
    { label: desk("title"), to: "/desk" },
    { label: t("title"), to: "/desk/polls" },
  ];
}

export default function TestRun() {
  const { t } = useTranslation("polling");
  const format = useFormat();
  const here = useMatterHere();
  const { title, participants, answers } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader
        title={t("testRun.titleOf", { title })}
        crumbs={[...useCrumbs(), { label: title, to: `/desk/polls/${here}` }, { label: t("testRun.crumb") }]}
      />
      <Notice
        tone="warning"
        title={t("testRun.made", { count: participants, amount: format.number(participants) })}
      >
        <p>{t("testRun.text")}</p>
        <div className="notice-actions">
          <LinkButton look="tertiary" size="medium" to={`/desk/polls/${here}`}>
            {t("testRun.back")}
          </LinkButton>
        </div>
      </Notice>
      <AnswersShown path={`/desk/polls/${here}/test-run`} answers={answers} />
    </div>
  );
}

/** A draft that lacks something has no results to show: what it lacks is said where it is written. */
export function ErrorBoundary() {
  const { t } = useTranslation("polling");
  const here = useMatterHere();
  const error = useRouteError();
  const crumbs = useCrumbs();
  if (!isRouteErrorResponse(error) || error.status !== 422) return <ErrorPage error={error} />;
  return (
    <div className="page">
      <PageHeader title={t("testRun.crumb")} crumbs={crumbs} />
      <EmptyState
        title={t("testRun.unfinished")}
        action={<LinkButton to={`/desk/polls/${here}`}>{t("testRun.back")}</LinkButton>}
      >
        {t("testRun.unfinishedText")}
      </EmptyState>
    </div>
  );
}
