import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ActionBar } from "#app/components/action-bar.tsx";
import { Badge } from "#app/components/badge.tsx";
import { LinkButton } from "#app/components/button.tsx";
import { DraftText } from "#app/components/drive/draft-text.tsx";
import { DriveStateBadge } from "#app/components/drive/state-badge.tsx";
import { EmbedCodes } from "#app/components/embed-code.tsx";
import { FollowButton } from "#app/components/follow-button.tsx";
import { MatterTimeline } from "#app/components/ledger/matter-timeline.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import { OriginalNote } from "#app/components/original-note.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { ReadAloud } from "#app/components/read-aloud.tsx";
import { PollsFrom, type RelatedItems, RelatedMatters } from "#app/components/related-matters.tsx";
import { ReportLink } from "#app/components/report-link.tsx";
import { useRootData } from "#app/components/root-data.ts";
import { PrintedAddress, ShareBlock } from "#app/components/share-links.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { useLiveCount } from "#app/components/use-live-count.ts";
import type { MatterLine } from "#app/domain/kinds.ts";
import { matterFrame } from "#app/domain/views/embeds.ts";
import { CouncilDecision } from "./council-decision.tsx";
import { DayChart } from "./day-chart.tsx";
import { DistrictMap } from "./district-map.tsx";
import type { DrivePageData } from "./drive-page.server.ts";
import { DriveTools } from "./drive-tools.tsx";
import { ProcedureTrack } from "./procedure-track.tsx";
import { SignPanel } from "./sign-panel.tsx";

interface DrivePageProps {
  drive: DrivePageData;
  related: RelatedItems;
  polls: readonly MatterLine[];
  following: boolean | null;
  /** What the reader just did. */
  above?: ReactNode;
}

export function DrivePage({ drive, related, polls, following, above }: DrivePageProps) {
  const here = useMatterHere();
  const { t } = useTranslation("drives");
  const { language } = useRootData();
  const format = useFormat();
  const { title, kind, state, draft, track, decision, formula, listed, foreign, translated } = drive;
  const titleLang = translated ? undefined : foreign?.lang;
  const path = `/drives/${here}`;
  return (
    <article className="page">
      <PageHeader
        title={title}
        titleLang={titleLang}
        crumbs={[{ label: t("title"), to: "/drives" }, { label: title }]}
        above={
          <>
            <Badge tone="gray">{kind.name}</Badge>
            <DriveStateBadge state={state} />
          </>
        }
        lead={<p lang={titleLang}>{drive.summary}</p>}
      />
      {above}
      {!listed && (
        <Notice title={t("unlisted.title")}>
          {t("unlisted.text", { amount: format.number(drive.milestones[0]?.threshold ?? drive.required) })}
        </Notice>
      )}
      {drive.clerkNote && (
        <Notice title={t("clerkNote")}>
          <p lang="ko">{drive.clerkNote}</p>
        </Notice>
      )}
      <div className="with-aside drive-columns">
        <aside aria-label={t("panel.heading")}>
          <SignPanel drive={drive} />
          <DriveTools drive={drive} />
        </aside>
        <div className="drive-main">
          <Facts drive={drive} />
          {decision && (
            <CouncilDecision decision={decision} decidedAt={drive.decidedAt} asked={draft.articles} />
          )}
          <section className="section" aria-labelledby="track">
            <h2 className="h-section" id="track">
              {t("track.heading")}
            </h2>
            <ProcedureTrack steps={track} fixed={formula === null} />
          </section>
          {foreign && (
            <div className="section">
              <OriginalNote foreign={foreign} translated={translated} />
            </div>
          )}
          <div className="section" id="draft-text">
            <ReadAloud of="draft-text" lang={foreign?.lang ?? language} />
            <DraftText draft={draft} hash={drive.draftHash} />
          </div>
          <Numbers drive={drive} />
          <PollsFrom polls={polls} />
          <div className="section stack tight">
            <FollowButton target="matter" code={here} following={following} />
            <ShareBlock title={title} path={path} print />
            {listed && <EmbedCodes frames={[{ path: matterFrame(drive.id), title }]} />}
            <p>
              <ReportLink />
            </p>
          </div>
          <MatterTimeline kind="drive" events={drive.timeline} offices={drive.offices} />
          <RelatedMatters related={related} />
          <PrintedAddress path={path} />
        </div>
      </div>
      {drive.collecting && !drive.reader.signed && <SignBar drive={drive} />}
    </article>
  );
}

/** What the panel says, while that is out of sight. */
function SignBar({ drive }: { drive: DrivePageData }) {
  const here = useMatterHere();
  const { t } = useTranslation("drives");
  const format = useFormat();
  const count = useLiveCount(drive.supportCount) - drive.struck;
  const days = format.daysUntil(drive.closesAt);
  return (
    <ActionBar
      standsFor={["sign-action"]}
      action={<LinkButton to={`/drives/${here}/sign`}>{t("panel.sign")}</LinkButton>}
    >
      <strong>{t("bar.count", { count, amount: format.number(count) })}</strong>
      {days <= 0 ? t("card.today") : t("card.left", { count: days, amount: format.number(days) })}
    </ActionBar>
  );
}

/** Below the panel on a phone: what is read later than the count, and moves nothing when its letters come. */
function Facts({ drive }: { drive: DrivePageData }) {
  const { t } = useTranslation("drives");
  const { request, target, representatives, certificate, category, kind } = drive;
  return (
    <dl className="facts drive-facts">
      <div>
        <dt>{t("facts.asks")}</dt>
        <dd lang="ko">{[target, request].filter(Boolean).join(" · ")}</dd>
      </div>
      <div>
        <dt>{t("facts.representative")}</dt>
        <dd lang="ko">{representatives.join(", ")}</dd>
      </div>
      <div>
        <dt>{t(kind.certification === "clerk" ? "facts.certificate" : "facts.registration")}</dt>
        <dd className="numeric">{t("facts.certificateNumber", { number: certificate })}</dd>
      </div>
      <div>
        <dt>{t("facts.law")}</dt>
        <dd>
          <Link className="text-link" to={`/statutes#${kind.code}`}>
            {kind.article}
          </Link>{" "}
          · {category}
        </dd>
      </div>
    </dl>
  );
}

/** Signatures by day and by district, as soon as there are any. */
function Numbers({ drive }: { drive: DrivePageData }) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const { days, districts, dataDeletedAt } = drive;
  return (
    <section className="section" aria-labelledby="numbers">
      <h2 className="h-section" id="numbers">
        {t("numbers.heading")}
      </h2>
      {dataDeletedAt && (
        <p className="small muted">{t("numbers.deleted", { date: format.date(dataDeletedAt) })}</p>
      )}
      {days.length === 0 && <p className="muted">{t("numbers.none")}</p>}
      <div className="stack loose">
        {days.length > 0 && <DayChart days={days} />}
        {districts.districts.length > 0 && <DistrictMap {...districts} />}
      </div>
    </section>
  );
}
