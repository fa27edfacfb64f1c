import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { UnfinishedApplications } from "#app/components/apply/unfinished-applications.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { beginApplication } from "#app/domain/kinds/drive/application.ts";
import { lawOf } from "#app/domain/kinds/drive/law-view.ts";
import { listOwnApplications } from "#app/domain/kinds/drive/own-applications.ts";
import { readLaw } from "#app/domain/kinds/drive/read-law.ts";
import { textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { KindCards } from "./kind-cards.tsx";

await loadTexts("follower", "representative", "law");

/** Where an application begins: which kind of drive it is to be. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { portal, directory, language, viewer } = context;
  const [law, own] = await Promise.all([
    readLaw(portal.db, directory.space.id, portal.clock.now()),
    viewer ? listOwnApplications(portal.db, directory.space.id, viewer.personId, language) : [],
  ]);
  const t = translator(language, directory.space.kind);
  return {
    meta: { title: t("apply:new.title"), description: t("apply:new.lead") },
    kinds: lawOf(law, context).statutes,
    unfinished: own.filter(({ state }) => state !== "withdrawn" && state !== "refused"),
  };
}

export function action(args: ActionFunctionArgs) {
  const { context } = args;
  return writePage(
    args,
    { permission: "drive.apply", limit: "publish", returnTo: "/drives/new" },
    async ({ viewer, form, now }) => {
      const { directory, portal } = context;
      const space = { id: directory.space.id, categories: directory.categories };
      const id = await beginApplication(portal.db, space, viewer.personId, textFields(form).kind ?? "", now);
      return redirect(`/drives/applications/${id}`);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function NewDrive() {
  const { t } = useTranslation("apply");
  const { kinds, unfinished } = useLoaderData<typeof loader>();
  const { summary } = useRefusal(useActionData<typeof action>()?.refused, {});
  return (
    <div className="page">
      <PageHeader
        title={t("new.title")}
        lead={t("new.lead")}
        crumbs={[{ label: t("crumb.drives"), to: "/drives" }, { label: t("new.title") }]}
      />
      <ErrorSummary errors={summary} />
      <UnfinishedApplications applications={unfinished} />
      <KindCards kinds={kinds} />
    </div>
  );
}
