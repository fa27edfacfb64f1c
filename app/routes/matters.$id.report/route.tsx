import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useFormat } from "#app/components/use-format.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseId, parseInput } from "#app/domain/input.ts";
import { placeOf } from "#app/domain/report/place.ts";
import { type Inside, readForReport, reportMatter, thingOf } from "#app/domain/report/report.ts";
import { NOTE_LIMITS, reportSchema } from "#app/domain/report/schema.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { pathOf, readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { ReportForm } from "./report-form.tsx";

await loadTexts("reporter");

/** Reports a matter, or an opinion, a reply or a statement in it, to the moderators; then says that it waits. */
export function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  return readPageAs(args, { permission: "report.make" }, async ({ viewer }) => {
    const { portal, directory, language } = context;
    const matterId = await matterParam(args);
    const inside = insideOf(request);
    const reporter = { spaceId: directory.space.id, personId: viewer.personId };
    const { kind, address, ...found } = await readForReport(portal.db, reporter, matterId, inside);
    const t = translator(language, directory.space.kind);
    return {
      ...found,
      inside,
      back: placeOf({ ...thingOf(matterId, inside), kind, address, quick_name: null }),
      limit: NOTE_LIMITS.max,
      meta: { title: t("report:title"), description: t("report:lead"), robots: "noindex" },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  return writePage(args, { permission: "report.make", limit: "text" }, async ({ viewer, form, now }) => {
    const reporting = { spaceId: context.directory.space.id, personId: viewer.personId, now };
    const input = parseInput(reportSchema, textFields(form));
    await reportMatter(context.portal.db, reporting, await matterParam(args), insideOf(request), input);
    return redirect(pathOf(request));
  });
}

/** @throws PortalError "not-found" for what is no id */
function insideOf(request: Request): Inside {
  const { searchParams } = new URL(request.url);
  const idOf = (name: string) => {
    const asked = searchParams.get(name);
    if (asked === null) return undefined;
    const id = parseId(asked);
    if (id === undefined) throw new PortalError("not-found");
    return id;
  };
  return {
    opinion: idOf("opinion"),
    reply: idOf("reply"),
    statement: idOf("statement"),
    comment: idOf("comment"),
    background: idOf("background"),
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Report() {
  const { t } = useTranslation("report");
  const format = useFormat();
  const { subject, title, text, own, inside, back, limit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const waits = own !== null && own !== undefined && own.outcome === null;
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        crumbs={[{ label: title, to: back }, { label: t("title") }]}
      />
      <div className="stack loose">
        <section className="panel tinted stack tight" aria-labelledby="reported-thing">
          <h2 className="small muted" id="reported-thing">
            {t(`thing.${subject}`)}
          </h2>
          {/* People write in Korean, whatever the page's language. */}
          <p className="opinion-body" dir="auto" lang="ko">
            {text ?? title}
          </p>
        </section>
        {own?.outcome && (
          <Notice title={t(`outcome.${own.outcome}`)}>
            {t("earlier", { date: format.date(own.createdAt) })}
          </Notice>
        )}
        {waits ? (
          <Notice tone="success" live title={t("waits.title")}>
            {t("waits.text", { date: format.dateTime(own.createdAt), reason: t(`reason.${own.reason}`) })}
          </Notice>
        ) : (
          <ReportForm inside={inside} limit={limit} answer={answer} />
        )}
        <p className="cluster">
          <Link className="text-link" to={back}>
            {t("back")}
          </Link>
          <Link className="text-link" to="/me?show=reports">
            {t("own")}
          </Link>
        </p>
      </div>
    </div>
  );
}
