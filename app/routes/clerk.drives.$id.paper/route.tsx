import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { PrintIcon } from "#app/components/icons.tsx";
import { Notice } from "#app/components/notice.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { parseId } from "#app/domain/input.ts";
import { ENTRY_STATES } from "#app/domain/kinds/drive/enter-sheet.ts";
import { LINES_PRINTED } from "#app/domain/kinds/drive/paper-line.ts";
import { readPaper } from "#app/domain/kinds/drive/read-paper.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { FIELDS_A_LINE } from "#app/doors/pages/sheet-fields.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { writePaper } from "./clerk-paper.server.ts";
import { ImportForm, RegisterForm } from "./file-forms.tsx";
import { PaperReport, RegisterReportNotice } from "./paper-report.tsx";
import { SheetForm } from "./sheet-form.tsx";
import { SheetTable } from "./sheet-table.tsx";

await loadTexts("clerk");

const SHEETS_A_PAGE = 50;
const MOST_FIELDS = LINES_PRINTED * FIELDS_A_LINE + 10;

/** Paper: sheets by hand or as a file, and the register that they are compared with. */
export function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  return readPageAs(args, { permission: "drive.paper" }, async () => {
    const id = idParam(params.id);
    const { portal, directory, language } = context;
    const before = parseId(new URL(request.url).searchParams.get("before") ?? undefined);
    const { drive, ...paper } = await readPaper(portal.db, context.directory.space.id, id, {
      before,
      size: SHEETS_A_PAGE,
    });
    const t = translator(language, directory.space.kind);
    return {
      id,
      open: ENTRY_STATES.includes(drive.state),
      comparable: drive.data_deleted_at === null,
      entered: paper.entered,
      people: paper.registered,
      next: paper.nextNumber,
      districts: directory.districts.map(({ code, name }) => ({ value: code, label: name[language] })),
      sheets: paper.sheets.map(({ number, source, entered_at, counts }) => ({
        number,
        source,
        enteredAt: entered_at.toISOString(),
        counts,
      })),
      more: paper.next === null ? null : `?before=${paper.next}#sheets`,
      meta: { title: t("clerk:tabs.paper"), description: drive.title },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const id = idParam(args.params.id);
  const returnTo = `/clerk/drives/${id}/paper`;
  return writePage(
    args,
    { permission: "drive.paper", limit: "text", returnTo, mostFields: MOST_FIELDS },
    (write) => writePaper(args.context, id, write),
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function ClerkPaper() {
  const { t } = useTranslation("clerk");
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && "refused" in answer ? answer.refused : null;
  const typed = answer && "typed" in answer ? answer.typed : null;
  const report = answer && "report" in answer ? answer.report : undefined;
  const register = answer && "register" in answer ? answer.register : undefined;
  const intent = typed?.intent;
  const fileId = intent === "register" ? "register-file" : "import-file";
  const column = (name: "sheet" | "line" | "name" | "birthDate" | "address") => ({
    id: fileId,
    label: t("import.column", { name: t(`sheet.${name === "sheet" ? "number" : name}`) }),
  });
  const { summary, errorsOf } = useRefusal(refused, {
    sheet: { id: "sheet", label: t("sheet.number") },
    lines: { id: "sheet", label: t("sheet.lines") },
    file: { id: fileId, label: t("import.file") },
    mode: { id: "register-mode", label: t("register.mode") },
    "column.sheet": column("sheet"),
    "column.line": column("line"),
    "column.name": column("name"),
    "column.birthDate": column("birthDate"),
    "column.address": column("address"),
  });
  const { id, open } = page;
  return (
    <>
      <ErrorSummary errors={summary} />
      {report && <PaperReport driveId={id} report={report} />}
      {register && <RegisterReportNotice report={register} />}
      <div className="section">
        <LinkButton
          look="secondary"
          size="medium"
          reloadDocument
          to={`/drives/${id}/sheets.pdf?from=${page.next}`}
        >
          <PrintIcon size={20} />
          {t("sheets.print")}
        </LinkButton>
      </div>
      {open ? (
        <section className="section" aria-labelledby="by-hand">
          <h2 className="h-section" id="by-hand">
            {t("sheet.heading")}
          </h2>
          <SheetForm
            number={page.next}
            lines={LINES_PRINTED}
            districts={page.districts}
            typed={intent === "sheet" ? typed : null}
            errorsOf={errorsOf}
          />
        </section>
      ) : (
        <div className="section">
          <Notice>{t("sheet.closed")}</Notice>
        </div>
      )}
      <div className="section grid-2">
        {open && (
          <ImportForm driveId={id} entered={page.entered} errors={intent === "csv" ? errorsOf("file") : []} />
        )}
        {page.comparable && (
          <RegisterForm people={page.people} errors={intent === "register" ? errorsOf("file") : []} />
        )}
      </div>
      <section className="section" aria-labelledby="sheets">
        <h2 className="h-section" id="sheets">
          {t("sheets.heading")}
        </h2>
        <SheetTable driveId={id} sheets={page.sheets} more={page.more} />
      </section>
    </>
  );
}
