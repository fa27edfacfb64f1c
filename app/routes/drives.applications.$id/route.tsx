import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  type MetaFunction,
  type ShouldRevalidateFunction,
  useActionData,
  useLoaderData,
} from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ApplicationStatus } from "#app/components/apply/application-status.tsx";
import { ApplicationText } from "#app/components/apply/application-text.tsx";
import { useApplicationFaults } from "#app/components/apply/use-application-faults.ts";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { type Reached, reachServer } from "#app/components/write/reach-server.ts";
import { SimilarPanel } from "#app/components/write/similar-panel.tsx";
import { readApplication } from "#app/domain/kinds/drive/application.ts";
import { applicationOf, termsOf } from "#app/domain/kinds/drive/application-view.ts";
import { termsAt } from "#app/domain/kinds/drive/start-drive.ts";
import { may } from "#app/domain/person/permissions.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { similarItemsOf } from "#app/doors/pages/similar-items.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { articlesOf, MOST_APPLICATION_FIELDS } from "./application-form.ts";
import { ApplicationSteps } from "./application-steps.tsx";
import { CurrentStep } from "./current-step.tsx";
import { PeopleStep } from "./people-step.tsx";
import { Withdraw } from "./withdraw.tsx";
import { writeApplication } from "./write-application.server.ts";

await loadTexts("follower", "author", "representative", "polled");

/** An application for its representative: step by step while it is written, then where it stands. */
export function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  return readPageAs(args, { permission: "drive.apply" }, async ({ viewer, now }) => {
    const id = idParam(params.id);
    const { portal, language, directory } = context;
    const reader = {
      personId: viewer.personId,
      isClerk: may(viewer, "drive.certify", { space: directory.space.id }),
    };
    const found = await readApplication(portal.db, directory.space.id, id, reader);
    if (found.reader === "clerk") throw redirect(`/clerk/applications/${id}`);
    const application = applicationOf(found, context);
    const isWriting =
      found.reader === "representative" && (found.state === "draft" || found.state === "correction");
    const url = new URL(request.url);
    const asked = application.steps.find(({ step }) => step === url.searchParams.get("step"));
    const lacking = application.steps.find(({ step, done }) => !done && step !== "people");
    const step = (asked ?? lacking)?.step ?? "review";
    // As soon as it is said what it is about, before the text is written; and once more at the end.
    const compares = isWriting && (step === application.steps[1]?.step || step === "review");
    const t = translator(language, directory.space.kind);
    return {
      meta: { title: application.title || t("apply:title"), description: t("apply:new.lead") },
      application,
      step: isWriting ? step : null,
      window: { tab: randomUUID(), version: found.part_versions[step]?.version ?? 0 },
      saved: url.searchParams.has("saved"),
      similar: compares
        ? await similarItemsOf(context, { title: application.title, body: application.summary })
        : [],
      terms: isWriting && step === "review" ? termsOf(await termsAt(portal.db, found, now), context) : null,
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { context, params } = args;
  const id = idParam(params.id);
  const options = {
    permission: "drive.apply",
    limit: "text",
    returnTo: `/drives/applications/${id}`,
    mostFields: MOST_APPLICATION_FIELDS,
  } as const;
  return writePage(args, options, (write) => writeApplication(context, id, write));
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  reachServer(serverAction<typeof action>);

/** What is kept while somebody types must not take the form from under their hands. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  formData?.get("intent") !== "autosave" && defaultShouldRevalidate;

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Application() {
  const { t } = useTranslation("apply");
  const { application, step, saved, similar, terms } = useLoaderData<typeof loader>();
  const answer = useActionData<Reached<typeof action>>();
  const refused = answer && "refused" in answer ? answer.refused : null;
  const typed = answer && "typed" in answer ? answer.typed : null;
  const invitation = answer && "invitation" in answer ? answer.invitation : null;
  const { summary, errorsOf } = useApplicationFaults(application).refusal(refused);
  const { id, kind, title, state, reader } = application;
  const isRepresentative = reader === "representative";
  const isOver = state === "refused" || state === "withdrawn";
  return (
    <div className="page">
      <PageHeader
        title={title || t("untitled")}
        titleLang={title ? "ko" : undefined}
        crumbs={[
          { label: t("crumb.drives"), to: "/drives" },
          { label: t("new.title"), to: "/drives/new" },
          { label: kind.name },
        ]}
        above={<span className="muted">{t("of", { kind: kind.name, version: kind.version })}</span>}
      />
      <ErrorSummary errors={summary} />
      {answer && "unreachable" in answer && (
        <Notice tone="warning" live>
          {t("autosave.unreachable")}
        </Notice>
      )}
      {state !== "draft" && <ApplicationStatus application={application} />}
      {step ? (
        <div className="apply-columns">
          <ApplicationSteps id={id} current={step} steps={application.steps} />
          <section aria-labelledby="step-heading">
            <h2 className="h-section" id="step-heading">
              {t(`steps.${step}`)}
            </h2>
            {saved && !refused && (
              <p className="apply-saved" role="status">
                {t("saved")}
              </p>
            )}
            <SimilarPanel matters={similar} step="apply" />
            <CurrentStep
              // A form begins anew with what was saved, or with what was not accepted.
              key={`${step} ${application.updatedAt} ${application.articles.length}`}
              step={step}
              application={application}
              terms={terms}
              invitation={invitation}
              typed={typed}
              articles={
                typed && step === "text" ? articlesOf(typed, application.shape) : application.articles
              }
              errorsOf={errorsOf}
            />
            <Withdraw isDraft={state === "draft"} />
          </section>
        </div>
      ) : (
        <div className="stack loose apply-status">
          <ApplicationText application={application} />
          {isRepresentative && !isOver && (
            <section aria-labelledby="people-heading">
              <h2 className="h-section" id="people-heading">
                {t("steps.people")}
              </h2>
              <PeopleStep application={application} invitation={invitation} next={null} />
            </section>
          )}
          {reader === "helper" && <Notice>{t("people.readOnly")}</Notice>}
          {isRepresentative && state === "submitted" && <Withdraw isDraft={false} />}
        </div>
      )}
    </div>
  );
}
