import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { DraftText, type DraftTextView } from "#app/components/drive/draft-text.tsx";
import { DriveStageBadge } from "#app/components/drive/stage-badge.tsx";
import { MatterTimeline } from "#app/components/ledger/matter-timeline.tsx";
import { Notice } from "#app/components/notice.tsx";
import { type ForeignText, OriginalNote } from "#app/components/original-note.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { type RelatedItems, RelatedMatters } from "#app/components/related-matters.tsx";
import { PrintedAddress, ShareLinks } from "#app/components/share-links.tsx";
import { useSpaceUrl } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { CouncilDecision as Decision } from "#app/domain/kinds/drive/draft.ts";
import { CouncilDecision } from "./council-decision.tsx";
import { DayChart, type SignedDay } from "./day-chart.tsx";
import { DistrictMap } from "./district-map.tsx";
import { DriveTools } from "./drive-tools.tsx";
import { ProcedureTrack } from "./procedure-track.tsx";
import { SignPanel, type SignPanelView } from "./sign-panel.tsx";

export interface DrivePageView extends SignPanelView {
  reader: SignPanelView["reader"] & Parameters<typeof DriveTools>[0]["drive"]["reader"];
  title: string;
  summary: string;
  foreign: ForeignText | null;
  /** Title and summary are; what is signed never is. */
  translated: boolean;
  category: string;
  kind: { code: string; name: string; article: string; certification: "clerk" | "none" };
  request: string | null;
  target: string;
  certificate: string;
  representatives: readonly string[];
  listed: boolean;
  draft: DraftTextView;
  draftHash: string;
  track: Parameters<typeof ProcedureTrack>[0]["steps"];
  days: readonly SignedDay[];
  districts: Parameters<typeof DistrictMap>[0];
  decision: Decision | null;
  decidedAt: string | null;
  /** Why the council's office gave a second chance, or dismissed it; in its words. */
  clerkNote: string | null;
  dataDeletedAt: string | null;
  timeline: Parameters<typeof MatterTimeline>[0]["events"];
  offices: Record<string, string>;
}

interface DrivePageProps {
  drive: DrivePageView;
  related: RelatedItems;
  /** What the reader just did. */
  above?: ReactNode;
}

export function DrivePage({ drive, related, above }: DrivePageProps) {
  const { t } = useTranslation("drives");
  const whole = useSpaceUrl();
  const { id, title, kind, stage, draft, track, decision, formula, listed, foreign, translated } = drive;
  const titleLang = translated ? undefined : foreign?.lang;
  const url = whole(`/drives/${id}`);
  return (
    <article className="page">
      <PageHeader
        title={title}
        titleLang={titleLang}
        crumbs={[{ label: t("title"), to: "/drives" }, { label: title }]}
        above={
          <>
            <Badge tone="gray">{kind.name}</Badge>
            <DriveStageBadge stage={stage} />
          </>
        }
        lead={<p lang={titleLang}>{drive.summary}</p>}
        below={<Facts drive={drive} />}
      />
      {above}
      {!listed && <Notice title={t("unlisted.title")}>{t("unlisted.text")}</Notice>}
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
          <DraftText draft={draft} hash={drive.draftHash} />
          <Numbers drive={drive} />
          <div className="section">
            <ShareLinks title={title} url={url} print />
          </div>
          <MatterTimeline kind="drive" events={drive.timeline} offices={drive.offices} />
          <RelatedMatters related={related} />
          <PrintedAddress url={url} />
        </div>
      </div>
    </article>
  );
}

function Facts({ drive }: { drive: DrivePageView }) {
  const { t } = useTranslation("drives");
  const { request, target, representatives, certificate, category, kind } = drive;
  return (
    <dl className="facts drive-facts">
      <dt>{t("facts.asks")}</dt>
      <dd lang="ko">{[target, request].filter(Boolean).join(" · ")}</dd>
      <dt>{t("facts.representative")}</dt>
      <dd lang="ko">{representatives.join(", ")}</dd>
      <dt>{t(kind.certification === "clerk" ? "facts.certificate" : "facts.registration")}</dt>
      <dd className="numeric">{t("facts.certificateNumber", { number: certificate })}</dd>
      <dt>{t("facts.law")}</dt>
      <dd>
        <Link className="text-link" to={`/statutes#${kind.code}`}>
          {kind.article}
        </Link>{" "}
        · {category}
      </dd>
    </dl>
  );
}

/** Signatures by day and by district, as soon as there are any. */
function Numbers({ drive }: { drive: DrivePageView }) {
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
