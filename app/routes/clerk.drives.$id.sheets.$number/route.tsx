import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PurposeForm } from "#app/components/clerk/purpose-form.tsx";
import { useShown } from "#app/components/clerk/use-shown.ts";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { parseId } from "#app/domain/input.ts";
import { MOST_LINES } from "#app/domain/kinds/drive/paper-line.ts";
import { readSheet } from "#app/domain/kinds/drive/read-paper.ts";
import { UNDECIDED_STATES } from "#app/domain/kinds/drive/undecided-states.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { FIELDS_A_LINE } from "#app/doors/pages/sheet-fields.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { LineCard } from "./line-card.tsx";
import { MendingConflict } from "./mending-conflict.tsx";
import { linesOf, writeSheet } from "./sheet-lines.server.ts";
import { MendedNotice, WaitingLines, WaitingNotice } from "./waiting-lines.tsx";

await loadTexts("clerk");

const MOST_FIELDS = MOST_LINES * FIELDS_A_LINE + 10;

/** One sheet of paper: what waits and is mended, what became of each line, and how it is corrected. Names are shown to who asks, on record. */
export function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  return readPageAs(args, { permission: "drive.paper" }, async () => {
    const id = idParam(params.id);
    const { portal, directory, language } = context;
    const sheet = await readSheet(portal.db, directory.space.id, id, idParam(params.number));
    const t = translator(language, context.directory.space.kind);
    return {
      id,
      number: sheet.number,
      open: UNDECIDED_STATES.includes(sheet.drive.state),
      lines: linesOf(sheet, context),
      waiting: sheet.waiting,
      districts: directory.districts.map(({ code, name }) => ({ value: code, label: name[language] })),
      corrected: parseId(new URL(request.url).searchParams.get("corrected") ?? undefined) ?? null,
      meta: { title: t("clerk:lines.title", { number: sheet.number }), description: sheet.drive.title },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { context, params } = args;
  const id = idParam(params.id);
  const number = idParam(params.number);
  const path = `/clerk/drives/${id}/sheets/${number}`;
  const options = {
    permission: "drive.paper",
    limit: "text",
    returnTo: path,
    mostFields: MOST_FIELDS,
  } as const;
  return writePage(args, options, async (write) => {
    const sheet = await readSheet(context.portal.db, context.directory.space.id, id, number);
    const done = await writeSheet(context, id, sheet, write);
    if ("conflict" in done) return data(done, { status: 409 });
    return "corrected" in done ? redirect(`${path}?corrected=${done.corrected}`) : done;
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function ClerkSheet() {
  const { t } = useTranslation("clerk");
  const { id, number, open, lines, waiting, districts, corrected } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const conflict = answer && "conflict" in answer ? answer.conflict : null;
  const typed = answer && "typed" in answer ? answer.typed : (conflict?.typed ?? null);
  // Of a sheet that was matched meanwhile, other lines stand there now than were shown.
  const shown = useShown(conflict && !conflict.standing ? undefined : answer);
  const mending =
    typed?.intent?.split(":")[0] === "mend" && waiting.length > 0
      ? { seen: Number(typed.seen), fields: typed }
      : answer && "waits" in answer
        ? answer.waits
        : null;
  const place = typed?.line ?? "";
  const { summary, errorsOf } = useRefusal(answer && "refused" in answer ? answer.refused : null, {
    purpose: { id: "purpose", label: t("purpose.label") },
    outcome: { id: `outcome-${place}`, label: t("lines.outcome") },
    reason: { id: `reason-${place}`, label: t("lines.reason") },
    note: { id: `note-${place}`, label: t("lines.note") },
  });
  return (
    <>
      <ErrorSummary errors={summary} />
      <div className="section stack loose">
        <p>
          <Link className="text-link" to={`/clerk/drives/${id}/paper#sheets`}>
            {t("lines.back")}
          </Link>
        </p>
        <h2 className="h-section">{t("lines.title", { number })}</h2>
        {corrected !== null && !answer && (
          <Notice tone="success" live title={t("lines.done", { line: corrected })} />
        )}
        {answer && "mended" in answer && <MendedNotice faulty={answer.mended} />}
        {waiting.length > 0 && <WaitingNotice lines={waiting} />}
        {conflict && <MendingConflict conflict={conflict} districts={districts} />}
        {mending && <WaitingLines form={mending} districts={districts} />}
        {!open && <Notice>{t("lines.closed")}</Notice>}
        {open && !shown && !mending && (
          <PurposeForm
            title={t("lines.open")}
            text={t("lines.openText")}
            purpose={typed?.purpose ?? t("lines.purpose")}
            errors={errorsOf("purpose")}
            button={t("queue.button")}
          />
        )}
        {answer && "purpose" in answer && (
          <p className="small muted">{t("queue.recorded", { purpose: answer.purpose })}</p>
        )}
        <ul className="sheet-lines">
          {lines.map((line) => (
            <LineCard
              key={line.line}
              line={line}
              written={shown?.[line.line]}
              districts={districts}
              open={open}
              typed={typed?.intent === "correct" && place === String(line.line) ? typed : null}
              errorsOf={errorsOf}
            />
          ))}
        </ul>
      </div>
    </>
  );
}
