import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { PortalError } from "#app/domain/errors.ts";
import { readPaperLines } from "#app/domain/kinds/drive/personal.ts";
import { listDoubtful, readDoubtful } from "#app/domain/kinds/drive/read-paper.ts";
import { permittedViewer } from "#app/doors/guard.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { decideLines, doubtfulOf, LINES_A_PAGE, shownOf } from "./clerk-doubtful.server.ts";
import { DecideLines, DoubtfulQueue } from "./doubtful-forms.tsx";

await loadTexts("clerk");

/** Lines on paper that wait for a decision. Names are shown only when they were asked for, with a purpose. */
export function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  return readPageAs(args, { permission: "drive.paper" }, async () => {
    const id = idParam(params.id);
    const { portal, language } = context;
    const { drive, lines } = await readDoubtful(portal.db, context.directory.space.id, id, LINES_A_PAGE);
    const query = new URL(request.url).searchParams;
    const numberOf = (name: string) =>
      Math.min(LINES_A_PAGE, Math.max(0, Math.trunc(Number(query.get(name)) || 0)));
    const t = translator(language, context.directory.space.kind);
    return {
      lines: doubtfulOf(lines, context),
      done: query.has("decided") ? { decided: numberOf("decided"), overtaken: numberOf("overtaken") } : null,
      meta: { title: t("clerk:tabs.doubtful"), description: drive.title },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { context, params } = args;
  const id = idParam(params.id);
  const path = `/clerk/drives/${id}/doubtful`;
  const options = {
    permission: "drive.paper",
    limit: "text",
    returnTo: path,
    mostFields: LINES_A_PAGE * 2 + 10,
  } as const;
  return writePage(args, options, async ({ viewer, form, now }) => {
    const { portal } = context;
    const fields = textFields(form);
    if (fields.intent === "decide") {
      const { decided, overtaken } = await decideLines(
        portal,
        { spaceId: context.directory.space.id, matterId: id },
        viewer.personId,
        fields,
        now,
      );
      return redirect(`${path}?decided=${decided}&overtaken=${overtaken}`);
    }
    if (fields.intent !== "look") throw new PortalError("bad-request");
    permittedViewer(context, "drive.read-personal");
    const lines = await listDoubtful(portal.db, id, LINES_A_PAGE);
    const purpose = fields.purpose ?? "";
    const reading = {
      spaceId: context.directory.space.id,
      matterId: id,
      readerId: viewer.personId,
      purpose,
      at: now,
    };
    const which = { lines: lines.map(({ sheet_id, line }) => ({ sheetId: sheet_id, line })) };
    const entries = await readPaperLines(portal.db, portal.signing.dataKeys, reading, which);
    return { shown: shownOf(lines, entries, context), purpose };
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function ClerkDoubtful() {
  const { t } = useTranslation("clerk");
  const { lines, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && "refused" in answer ? answer.refused : null;
  const { summary, errorsOf } = useRefusal(refused, {
    purpose: { id: "purpose", label: t("purpose.label") },
  });
  const shown = answer && "shown" in answer ? answer : null;
  return (
    <>
      <ErrorSummary errors={summary} />
      <div className="section stack loose">
        {done && !answer && (
          <Notice
            tone={done.overtaken > 0 ? "warning" : "success"}
            live
            title={t("queue.done", { count: done.decided, amount: done.decided })}
          >
            {done.overtaken > 0 && t("queue.overtaken", { count: done.overtaken, amount: done.overtaken })}
          </Notice>
        )}
        {shown ? (
          <DecideLines lines={shown.shown} purpose={shown.purpose} />
        ) : lines.length === 0 ? (
          <EmptyState title={t("queue.empty")}>{t("queue.emptyText")}</EmptyState>
        ) : (
          <DoubtfulQueue
            lines={lines}
            errors={errorsOf("purpose")}
            typed={answer && "typed" in answer ? answer.typed.purpose : undefined}
          />
        )}
      </div>
    </>
  );
}
