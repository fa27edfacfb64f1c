import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useFormat } from "#app/components/use-format.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { parseInput } from "#app/domain/input.ts";
import { driveCalendar } from "#app/domain/kinds/drive/calendar.ts";
import { getDrive } from "#app/domain/kinds/drive/get-drive.ts";
import {
  makeObjection,
  OBJECTION_LIMITS,
  objectionSchema,
  readOwnObjections,
  takesObjections,
} from "#app/domain/kinds/drive/objections.ts";
import { datesOf } from "#app/domain/kinds/drive/read-drive.ts";
import { homeHere } from "#app/doors/home.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { ObjectionForm } from "./objection-form.tsx";

await loadTexts("follower");

/** Objecting to a list while it is open for inspection, and what became of one's own objections. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  const id = await matterParam(args);
  return readPageAs(
    args,
    { permission: "drive.object", returnTo: `/drives/${params.id}/objection` },
    async ({ viewer, now }) => {
      const { portal, language } = context;
      const drive = await getDrive(portal.db, context.directory.space.id, id);
      const own = await readOwnObjections(portal.signing, drive, viewer.personId);
      const decided = driveCalendar(datesOf(drive), drive.definition).find(
        ({ step }) => step === "objections",
      );
      const t = translator(language, context.directory.space.kind);
      return {
        drive: { id, title: drive.title, until: drive.inspect_until?.toISOString() ?? null },
        decidedBy: decided?.dueAt.toISOString() ?? null,
        open: takesObjections(drive, now),
        done: new URL(request.url).searchParams.has("done"),
        own: own.map(({ id: number, body, made_at, upheld, answer }) => ({
          id: number,
          body,
          madeAt: made_at.toISOString(),
          upheld,
          answer,
        })),
        limit: OBJECTION_LIMITS.max,
        meta: { title: t("drives:objection.title"), description: drive.title },
      };
    },
  );
}

export async function action(args: ActionFunctionArgs) {
  const { context, params } = args;
  const id = await matterParam(args);
  const returnTo = `/drives/${params.id}/objection`;
  return writePage(
    args,
    { permission: "drive.object", limit: "text", returnTo },
    async ({ viewer, form, now }) => {
      const { body } = parseInput(objectionSchema, textFields(form));
      const objection = {
        spaceId: context.directory.space.id,
        matterId: id,
        personId: viewer.personId,
        body,
        at: now,
      };
      await makeObjection(context.portal.signing, objection, homeHere(context));
      return redirect(`${returnTo}?done`);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Objection() {
  const here = useMatterHere();
  const { t } = useTranslation("drives");
  const { t: drives } = useTranslation("drives");
  const format = useFormat();
  const { drive, open, decidedBy, done, own, limit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const waits = own.some(({ upheld }) => upheld === null);
  const { summary, errorsOf } = useRefusal(answer?.refused, {
    body: { id: "objection", label: t("objection.label") },
  });
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("objection.title")}
        lead={<span lang="ko">{drive.title}</span>}
        crumbs={[
          { label: drives("title"), to: "/drives" },
          { label: drives("crumb"), to: `/drives/${here}` },
          { label: t("objection.title") },
        ]}
      />
      <ErrorSummary errors={summary} />
      <div className="stack loose">
        {done && !answer && (
          <Notice tone="success" live title={t("objection.done")}>
            {t("objection.doneText")}
          </Notice>
        )}
        {open ? (
          <>
            <p>
              {drive.until
                ? t("objection.leadUntil", { date: format.date(drive.until) })
                : t("objection.lead")}
            </p>
            {decidedBy && <p>{t("objection.decidedBy", { date: format.date(decidedBy) })}</p>}
            {waits && !answer ? (
              <Notice>{t("objection.one")}</Notice>
            ) : (
              <ObjectionForm limit={limit} typed={answer?.typed.body} errors={errorsOf("body")} />
            )}
          </>
        ) : (
          <Notice>{t("objection.closed")}</Notice>
        )}
        {own.length > 0 && (
          <section aria-labelledby="own">
            <h2 className="h-section" id="own">
              {t("objection.own")}
            </h2>
            <ul className="stack">
              {own.map(({ id, body, madeAt, upheld, answer: said }) => (
                <li key={id} className="panel stack tight">
                  <p className="small muted">{format.date(madeAt)}</p>
                  <p className="article-text" dir="auto">
                    {body ?? t("objection.gone")}
                  </p>
                  {upheld === null ? (
                    <p>
                      <Badge tone="information">{t("objection.waiting")}</Badge>
                    </p>
                  ) : (
                    <div className="objection-answer">
                      <Badge tone={upheld ? "success" : "gray"}>
                        {t(`objection.${upheld ? "upheld" : "rejected"}`)}
                      </Badge>
                      <p className="article-text" dir="auto" lang="ko">
                        {said}
                      </p>
                    </div>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}
