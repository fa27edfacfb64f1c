import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, type MetaFunction, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useFormat } from "#app/components/use-format.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { PortalError } from "#app/domain/errors.ts";
import { handIn, readHandIn } from "#app/domain/kinds/drive/hand-in.ts";
import { homeHere } from "#app/doors/home.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("follower");

/** Handing the list in, by those who lead the drive. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const id = await matterParam(args);
  return readPageAs(
    args,
    { permission: "drive.hand-in", returnTo: `/drives/${params.id}/hand-in` },
    async ({ viewer, now }) => {
      const { portal, language } = context;
      const { drive, obstacle, doubtful, waiting, missing, last } = await readHandIn(
        portal.db,
        context.directory.space.id,
        id,
        viewer.personId,
        now,
      );
      const t = translator(language, context.directory.space.kind);
      return {
        drive: { id, title: drive.title, count: drive.support_count, required: drive.required },
        obstacle,
        doubtful,
        waiting,
        missing,
        last: last
          ? {
              round: last.round,
              count: last.online + last.paper,
              at: last.frozen_at.toISOString(),
              hash: last.hash.toString("hex"),
              seq: last.event_seq,
            }
          : null,
        meta: { title: t("drives:handIn.title"), description: drive.title },
      };
    },
  );
}

export async function action(args: ActionFunctionArgs) {
  const { context, params } = args;
  const id = await matterParam(args);
  const returnTo = `/drives/${params.id}/hand-in`;
  return writePage(
    args,
    { permission: "drive.hand-in", limit: "touch", returnTo },
    async ({ viewer, form, now }) => {
      if (form.get("sure") !== "yes")
        throw new PortalError("invalid-input", { faults: [{ field: "sure", code: "required" }] });
      await handIn(
        context.portal.signing,
        { spaceId: context.directory.space.id, matterId: id, personId: viewer.personId, at: now },
        homeHere(context),
      );
      return redirect(returnTo);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function HandIn() {
  const here = useMatterHere();
  const { t } = useTranslation("drives");
  const { t: drives } = useTranslation("drives");
  const format = useFormat();
  const { state } = useNavigation();
  const { drive, obstacle, doubtful, waiting, missing, last } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { summary } = useRefusal(answer?.refused, { sure: { id: "sure", label: t("handIn.sure") } });
  const amounts = {
    count: drive.count,
    amount: format.number(drive.count),
    required: format.number(drive.required),
  };
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("handIn.title")}
        lead={<span lang="ko">{drive.title}</span>}
        crumbs={[
          { label: drives("title"), to: "/drives" },
          { label: drives("crumb"), to: `/drives/${here}` },
          { label: t("handIn.title") },
        ]}
      />
      <ErrorSummary errors={summary} />
      <div className="stack loose">
        {last && (
          // Of an earlier round, while the next one is awaited, it is no news.
          <Notice
            tone={obstacle ? "success" : "info"}
            title={t("handIn.done", { date: format.dateTime(last.at) })}
          >
            <p>
              {t("handIn.doneText", { count: last.count, amount: format.number(last.count), seq: last.seq })}
            </p>
            <code className="hash">{last.hash}</code>
          </Notice>
        )}
        {obstacle && !(last && obstacle === "not-now") && (
          <Notice>
            {obstacle === "districts-missing"
              ? t("handIn.obstacle.districts-missing", { count: missing, amount: format.number(missing) })
              : t(`handIn.obstacle.${obstacle}`, amounts)}
          </Notice>
        )}
        {!obstacle && (
          <Form method="post" className="panel stack" noValidate>
            <p className="lead">{t("handIn.count", amounts)}</p>
            <p>{t("handIn.text")}</p>
            {waiting > 0 && (
              <Notice>{t("handIn.waiting", { count: waiting, amount: format.number(waiting) })}</Notice>
            )}
            {doubtful > 0 && (
              <Notice tone="warning">
                {t("handIn.doubtful", { count: doubtful, amount: format.number(doubtful) })}
              </Notice>
            )}
            <label className="check-line">
              <input type="checkbox" id="sure" name="sure" value="yes" /> {t("handIn.sure")}
            </label>
            <div>
              <Button pending={state === "submitting"}>{t("handIn.button")}</Button>
            </div>
          </Form>
        )}
      </div>
    </div>
  );
}
