import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PurposeForm } from "#app/components/clerk/purpose-form.tsx";
import { useShown } from "#app/components/clerk/use-shown.ts";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseId, parseInput } from "#app/domain/input.ts";
import { NOTE_LIMITS } from "#app/domain/kinds/drive/clerk-acts.ts";
import { clerkDriveOf } from "#app/domain/kinds/drive/clerk-drive-view.ts";
import { readObjectionTexts } from "#app/domain/kinds/drive/objection-texts.ts";
import { decideObjections, objectionAnswerSchema } from "#app/domain/kinds/drive/objections.ts";
import { readClerkDrive } from "#app/domain/kinds/drive/read-clerk-drive.ts";
import { permittedViewer } from "#app/doors/guard.ts";
import { homeHere } from "#app/doors/home.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { AnswerForm } from "./answer-form.tsx";
import { AnsweredList } from "./answered-list.tsx";

await loadTexts("clerk");

/** As many as are answered in one go. */
const MOST_AT_ONCE = 500;

/** Objections to the list: who made them, and what was decided. What they say is shown to who asks for it, on record. */
export function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  return readPageAs(args, { permission: "drive.decide" }, async ({ viewer }) => {
    const { portal, language } = context;
    const found = await readClerkDrive(portal.db, context.directory.space.id, idParam(params.id));
    const drive = clerkDriveOf(found, viewer.personId, context);
    const t = translator(language, context.directory.space.kind);
    return {
      objections: drive.objections,
      mayAnswer: !drive.isOwn && (drive.state === "inspection" || drive.state === "deciding"),
      isOwn: drive.isOwn,
      limit: NOTE_LIMITS.max,
      meta: { title: t("clerk:objections.heading"), description: drive.title },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { context, params } = args;
  const id = idParam(params.id);
  const path = `/clerk/drives/${id}/objections`;
  const door = {
    permission: "drive.decide",
    limit: "text",
    returnTo: path,
    mostFields: MOST_AT_ONCE + 10,
  } as const;
  return writePage(args, door, async ({ viewer, form, now }) => {
    const { portal, directory } = context;
    const fields = textFields(form);
    const where = { spaceId: directory.space.id, matterId: id, at: now };
    if (fields.intent === "look") {
      permittedViewer(context, "drive.read-personal");
      const reading = { ...where, readerId: viewer.personId, purpose: fields.purpose ?? "" };
      return { shown: await readObjectionTexts(portal.db, portal.signing.dataKeys, reading) };
    }
    if (fields.intent !== "answer") throw new PortalError("bad-request");
    const input = parseInput(objectionAnswerSchema, fields);
    const objectionIds = Object.keys(fields).flatMap((name) => {
      const [, number] = /^objection\.(\d+)$/.exec(name) ?? [];
      return parseId(number) ?? [];
    });
    const by = { ...where, clerkId: viewer.personId };
    await decideObjections(portal.signing, { ...by, objectionIds, input }, homeHere(context));
    return redirect(path);
  });
}

export { revalidateAfterConflict as shouldRevalidate } from "#app/components/revalidate.ts";

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function ClerkObjections() {
  const { t } = useTranslation("clerk");
  const { objections, mayAnswer, isOwn, limit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && "refused" in answer ? answer.refused : null;
  const typed = answer && "typed" in answer ? answer.typed : null;
  const shown = useShown(answer);
  const { summary, errorsOf } = useRefusal(refused, {
    purpose: { id: "purpose", label: t("purpose.label") },
    objections: { id: "objections", label: t("objections.which") },
    verdict: { id: "verdict", label: t("objections.verdict") },
    struck: { id: "struck", label: t("objections.struck") },
    answer: { id: "answer", label: t("objections.answer") },
  });
  const waiting = objections.filter(({ upheld }) => upheld === null);
  const texts = shown && new Map(shown.map((one) => [one.id, one]));
  if (objections.length === 0)
    return (
      <div className="section">
        <EmptyState title={t("objections.none")}>{t("objections.noneText")}</EmptyState>
      </div>
    );
  return (
    <>
      <ErrorSummary errors={summary} />
      <div className="section stack loose clerk-decision">
        {isOwn && <Notice tone="warning">{t("acts.own")}</Notice>}
        {!texts && !isOwn && (
          <PurposeForm
            title={t("objections.open")}
            text={t("objections.openText")}
            purpose={typed?.purpose ?? t("objections.purpose")}
            errors={errorsOf("purpose")}
            button={t("objections.look")}
          />
        )}
        {mayAnswer && waiting.length > 0 && (
          <section aria-labelledby="waiting">
            <h2 className="h-section" id="waiting">
              {t("objections.waiting")}
            </h2>
            <AnswerForm
              objections={waiting}
              texts={texts && new Map([...texts].map(([id, { body }]) => [id, body]))}
              limit={limit}
              typed={typed?.intent === "answer" ? typed : null}
              errorsOf={errorsOf}
            />
          </section>
        )}
        <AnsweredList objections={objections.filter(({ upheld }) => upheld !== null)} texts={texts} />
      </div>
    </>
  );
}
