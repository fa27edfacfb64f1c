import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useFormat } from "#app/components/use-format.ts";
import { mayManage } from "#app/domain/kinds/vote/commission.ts";
import { readDesk } from "#app/domain/views/read-desk.ts";
import { readPageAs } from "#app/doors/page.ts";
import { dutyItemsOf } from "#app/doors/pages/duty-items.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { DeskSection } from "./desk-section.tsx";

await loadTexts("follower", "office", "polled");

/** What an office owes: overdue first, then what is due soonest, then what it answered. */
export function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  return readPageAs(args, { permission: "desk.read" }, async ({ viewer, now }) => {
    const { portal, language, directory } = context;
    const desk = await readDesk(portal.db, directory.space.id, viewer, language, now);
    const t = translator(language, directory.space.kind);
    return {
      offices: directory.offices
        .filter((office) => desk.officeIds.includes(office.id))
        .map((office) => office.name[language]),
      overdue: dutyItemsOf(desk.overdue, desk.titles, language),
      open: dutyItemsOf(desk.open, desk.titles, language),
      met: dutyItemsOf(desk.met, desk.titles, language),
      holdsVotes: mayManage(viewer, directory),
      more: desk.more,
      meta: { title: t("desk:title"), description: t("desk:lead") },
    };
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Desk() {
  const { t } = useTranslation("desk");
  const format = useFormat();
  const { t: voting } = useTranslation("voting");
  const { offices, overdue, open, met, more, holdsVotes } = useLoaderData<typeof loader>();
  const waiting = overdue.length + open.length;
  const lead =
    waiting === 0
      ? t("leadDone")
      : t(overdue.length > 0 ? "leadOverdue" : "leadOpen", {
          count: waiting,
          waiting: format.number(waiting),
          overdue: format.number(overdue.length),
        });
  const title = offices.length > 0 ? t("titleOf", { office: offices.join(", ") }) : t("titleAll");
  return (
    <div className="page">
      <PageHeader
        title={title}
        lead={lead}
        crumbs={[{ label: t("title") }]}
        actions={
          holdsVotes && (
            <LinkButton look="secondary" to="/desk/votes">
              {voting("title")}
            </LinkButton>
          )
        }
      />
      {more && <Notice tone="warning">{t("more")}</Notice>}
      {overdue.length > 0 && <DeskSection state="overdue" duties={overdue} />}
      <DeskSection state="open" duties={open} />
      {met.length > 0 && <DeskSection state="met" duties={met} />}
    </div>
  );
}
