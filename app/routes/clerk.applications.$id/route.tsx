import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ApplicationStatus } from "#app/components/apply/application-status.tsx";
import { ApplicationText } from "#app/components/apply/application-text.tsx";
import { useApplicationFaults } from "#app/components/apply/use-application-faults.ts";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { readApplication } from "#app/domain/kinds/drive/application.ts";
import { noteSchema } from "#app/domain/kinds/drive/application-schema.ts";
import { applicationOf, termsOf } from "#app/domain/kinds/drive/application-view.ts";
import { answerApplication, certifyApplication } from "#app/domain/kinds/drive/decide-application.ts";
import { termsAt } from "#app/domain/kinds/drive/start-drive.ts";
import { homeHere } from "#app/doors/home.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { ClerkDecision } from "./clerk-decision.tsx";
import { ClerkFacts } from "./clerk-facts.tsx";

await loadTexts("follower", "representative");

/** An application on the clerk's desk: what is asked for, what it would take, and the three ways to answer. */
export function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  return readPageAs(args, { permission: "drive.certify" }, async ({ viewer, now }) => {
    const id = idParam(params.id);
    const { portal, language } = context;
    const reader = { personId: viewer.personId, isClerk: true };
    const found = await readApplication(portal.db, context.directory.space.id, id, reader);
    const t = translator(language, context.directory.space.kind);
    return {
      meta: { title: t("apply:clerk.title"), description: t("apply:clerk.lead") },
      application: applicationOf(found, context),
      isOwn: found.reader !== "clerk",
      terms: termsOf(await termsAt(portal.db, found, now), context),
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { context, params } = args;
  const id = idParam(params.id);
  const returnTo = `/clerk/applications/${id}`;
  return writePage(
    args,
    { permission: "drive.certify", limit: "text", returnTo },
    async ({ viewer, form, now }) => {
      const { portal } = context;
      const home = homeHere(context);
      const fields = textFields(form);
      switch (fields.intent) {
        case "certify":
          await certifyApplication(
            portal.db,
            context.directory.space.id,
            id,
            viewer.personId,
            now,
            { dataKeys: portal.signing.dataKeys, home },
            fields.seen,
          );
          return redirect(returnTo);
        case "correction":
        case "refused": {
          const { note } = parseInput(noteSchema, fields);
          await answerApplication(
            portal.db,
            context.directory.space.id,
            id,
            viewer.personId,
            fields.intent,
            note,
            now,
            home,
            fields.seen,
          );
          return redirect(returnTo);
        }
        default:
          throw new PortalError("bad-request");
      }
    },
  );
}

export { revalidateAfterConflict as shouldRevalidate } from "#app/components/revalidate.ts";

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function ClerkApplication() {
  const { t } = useTranslation("apply");
  const { application, isOwn, terms } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { summary, errorsOf } = useApplicationFaults(application).refusal(answer?.refused ?? null);
  return (
    <div className="page">
      <PageHeader
        title={t("clerk.title")}
        lead={t("clerk.lead")}
        crumbs={[{ label: t("crumb.clerk"), to: "/clerk" }, { label: t("clerk.title") }]}
      />
      <ErrorSummary errors={summary} />
      <div className="stack loose">
        {application.state !== "submitted" && <ApplicationStatus application={application} />}
        <div className="with-aside">
          <ApplicationText application={application} />
          <aside>
            <ClerkFacts application={application} terms={terms} />
          </aside>
        </div>
        {isOwn && <Notice tone="warning">{t("clerk.own")}</Notice>}
        {!isOwn && application.state === "submitted" && (
          <ClerkDecision
            id={application.id}
            seen={application.submittedAt ?? ""}
            canCertify={terms !== null}
            limit={application.limits.note.max}
            typed={answer?.typed ?? null}
            errorsOf={errorsOf}
          />
        )}
      </div>
    </div>
  );
}
