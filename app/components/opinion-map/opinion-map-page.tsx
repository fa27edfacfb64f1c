import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Crumb } from "#app/components/breadcrumb.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { type Refused, useRefusal } from "#app/components/use-refusal.ts";
import type { OpinionMapView } from "#app/domain/opinion-map/read-map.ts";
import type { MapState } from "#app/domain/opinion-map/words.ts";
import { AddStatement, type Similar } from "./add-statement.tsx";
import { AskCard } from "./ask-card.tsx";
import { MapView } from "./map-view.tsx";
import { StatementList } from "./statement-list.tsx";

interface OpinionMapPageProps {
  /** What the map is of. */
  matter: { title: string; state: MapState };
  crumbs: readonly Crumb[];
  /** Where its page is, and the words for going back there. */
  back: { to: string; label: string };
  /** Why the reader may say nothing here; left out: they may. */
  barred?: ReactNode;
  opinionMap: OpinionMapView;
  /** The id of the statement that was sent just now: it was added, or was there word for word. */
  sent: { added: string | null; there: string | null };
  /** The list of statements is unfolded. */
  listed: boolean;
  mayHide: boolean;
  limits: { statement: number; statements: number };
  answer: Refused | Similar | undefined;
}

/** A statement to answer, what all make of them, and all of them: of whatever has an opinion map. */
export function OpinionMapPage({
  matter,
  crumbs,
  back,
  barred = null,
  opinionMap: { statements, map, own },
  sent,
  listed,
  mayHide,
  limits,
  answer,
}: OpinionMapPageProps) {
  const { t } = useTranslation("map");
  const open = matter.state === "open" && barred === null;
  const refused = answer && "refused" in answer ? answer : null;
  const ofStatement = refused?.typed.intent === "add";
  const { summary } = useRefusal(ofStatement ? null : refused?.refused, {});
  return (
    <div className="page opinion-map">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        above={<span className="muted">{matter.title}</span>}
        crumbs={crumbs}
      />
      <ErrorSummary errors={summary} />
      <AskCard state={matter.state} barred={barred} statements={statements} own={own} />
      <MapView map={map} statements={statements} own={own} open={open} />
      {/* What was typed while it closed is still there to be copied. */}
      {own && (open || ofStatement) && (
        <AddStatement
          key={`${sent.added} ${sent.there}`}
          sent={sent}
          limits={limits}
          refused={ofStatement ? refused : null}
          similar={answer && "similar" in answer ? answer : null}
        />
      )}
      <StatementList
        statements={statements}
        counted={map.state === "drawn" ? map.statements : []}
        votes={open ? (own?.votes ?? null) : null}
        mayHide={mayHide}
        listed={listed || refused?.typed.intent === "hide"}
      />
      <p className="section">
        <Link className="text-link" to={back.to}>
          {back.label}
        </Link>
      </p>
    </div>
  );
}
