import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { usePollWords } from "#app/components/poll/use-poll-words.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { PortalError } from "#app/domain/errors.ts";
import { getPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { askForReminder, takeBackReminder } from "#app/domain/kinds/poll/reminders.ts";
import { inLanguage } from "#app/domain/said.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("polled");

const pageOf = (id: string | undefined) => `/polls/${id}#reminder`;

/** The button is a part of the poll's page; this address takes what it asks for, and says what was refused. */
export async function loader(args: LoaderFunctionArgs) {
  const { context, params } = args;
  const id = await matterParam(args);
  const { portal, directory, language } = context;
  return readPageAs(args, { permission: "poll.take-part", returnTo: pageOf(params.id) }, async () => {
    const { definition } = await getPoll(portal.db, directory.space.id, id);
    const t = translator(language, directory.space.kind);
    const title = inLanguage(definition.title, language);
    return { title, meta: { title: t("ballot:reminder.heading"), description: title } };
  });
}

export async function action(args: ActionFunctionArgs) {
  const { context, params } = args;
  const id = await matterParam(args);
  const { portal, directory } = context;
  const returnTo = pageOf(params.id);
  return writePage(
    args,
    { permission: "poll.take-part", limit: "touch", returnTo },
    async ({ viewer, form, now }) => {
      const poll = await getPoll(portal.db, directory.space.id, id);
      const intent = form.get("intent");
      if (intent === "ask") await askForReminder(portal.polls, { poll, voter: viewer, at: now });
      else if (intent === "take-back") await takeBackReminder(portal.db, id, viewer.personId);
      else throw new PortalError("bad-request");
      return redirect(returnTo);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Reminder() {
  const { t } = useTranslation("ballot");
  const { t: polls } = useTranslation("polls");
  const here = useMatterHere();
  const { title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { summary } = useRefusal(answer?.refused, {}, usePollWords());
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("reminder.heading")}
        crumbs={[
          { label: polls("title"), to: "/polls" },
          { label: title, to: `/polls/${here}` },
        ]}
      />
      <ErrorSummary errors={summary} />
      <p className="section">
        <LinkButton look="secondary" to={pageOf(here)}>
          {polls("results.toPoll")}
        </LinkButton>
      </p>
    </div>
  );
}
