import type { LoaderFunctionArgs } from "@remix-run/node";
import {
  Form,
  isRouteErrorResponse,
  Link,
  type MetaFunction,
  useLoaderData,
  useRouteError,
} from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { AnswerBars } from "#app/components/poll/answer-bars.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { readPage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { ComparedQuestion } from "./compared-question.tsx";
import { type ComparisonData, comparisonOf } from "./comparison.server.ts";
import { letterOf } from "./letter.ts";

await loadTexts("polled");

/** Several polls beside one another, by `ids` of the address; which, is chosen on the page. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const t = translator(context.language, context.directory.space.kind);
  return {
    page: await readPage(() => comparisonOf(new URL(request.url), context)),
    meta: { title: t("compare:title"), description: t("compare:lead"), robots: "noindex" },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Compare() {
  const { t } = useTranslation("compare");
  const { page } = useLoaderData<typeof loader>();
  const { polls, questions } = page;
  return (
    <article className="page">
      <Header />
      {polls.length > 0 && <Compared polls={polls} />}
      {questions.map((question, index) => (
        <ComparedQuestion key={question.title} question={question} number={index + 1} polls={polls} />
      ))}
      {polls.length > 1 && questions.length === 0 && <p className="section">{t("different")}</p>}
      <Choose page={page} />
    </article>
  );
}

function Header() {
  const { t } = useTranslation("compare");
  const { t: tPolls } = useTranslation("polls");
  return (
    <PageHeader
      title={t("title")}
      lead={t("lead")}
      crumbs={[{ label: tPolls("title"), to: "/polls" }, { label: t("title") }]}
    />
  );
}

/** Which they are, and how many took part in each. */
function Compared({ polls }: Pick<ComparisonData, "polls">) {
  const { t } = useTranslation("compare");
  const { t: tPolls } = useTranslation("polls");
  const format = useFormat();
  const named = polls.map((poll, place) => ({ ...poll, name: `${letterOf(place)}. ${poll.title}` }));
  const waiting = named.filter(({ hasResults }) => !hasResults);
  return (
    <section className="section stack" aria-labelledby="compared">
      <h2 className="h-section" id="compared">
        {t("participation")}
      </h2>
      <AnswerBars
        caption={t("participation")}
        head={t("poll")}
        answered={null}
        rows={named.map(({ id, name, participants }) => ({
          answer: String(id),
          label: name,
          count: participants,
        }))}
      />
      <ul className="small">
        {named.map(({ id, name, opensAt, closesAt, hasResults }) => (
          <li key={id}>
            <Link className="text-link" to={hasResults ? `/polls/${id}/results` : `/polls/${id}`}>
              {name}
            </Link>{" "}
            <span className="muted">
              {tPolls("facts.period", { from: format.date(opensAt), to: format.date(closesAt) })}
            </span>
          </li>
        ))}
      </ul>
      {waiting.length > 0 && (
        <p className="small muted">{t("waiting", { polls: waiting.map(({ name }) => name).join(", ") })}</p>
      )}
    </section>
  );
}

function Choose({ page: { offered } }: { page: ComparisonData }) {
  const { t } = useTranslation("compare");
  const format = useFormat();
  return (
    <section className="section" aria-labelledby="choose">
      <h2 className="h-section" id="choose">
        {t("choose")}
      </h2>
      {offered.length < 2 ? (
        <EmptyState
          title={t("none")}
          action={
            <LinkButton look="secondary" to="/polls">
              {t("all")}
            </LinkButton>
          }
        >
          {t("noneText")}
        </EmptyState>
      ) : (
        // Anew for what is compared now: boxes keep what was ticked before.
        <Form method="get" className="stack" key={offered.map(({ id, chosen }) => `${id}${chosen}`).join()}>
          <fieldset className="stack">
            <legend className="form-legend">{t("upTo")}</legend>
            {offered.map(({ id, title, closesAt, chosen }) => (
              <label className="form-checkbox" key={id}>
                <input type="checkbox" name="ids" value={id} defaultChecked={chosen} />
                <span>
                  {title} <span className="muted small">{format.shortDate(closesAt)}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <div>
            <Button look="secondary">{t("do")}</Button>
          </div>
        </Form>
      )}
    </section>
  );
}

/** More than four: nobody's fault, and a way on. */
export function ErrorBoundary() {
  const { t } = useTranslation("compare");
  const error = useRouteError();
  if (!isRouteErrorResponse(error) || error.status !== 400) return <ErrorPage error={error} />;
  return (
    <div className="page">
      <Header />
      <EmptyState title={t("tooMany")} action={<LinkButton to="/polls/compare">{t("again")}</LinkButton>}>
        {t("tooManyText")}
      </EmptyState>
    </div>
  );
}
