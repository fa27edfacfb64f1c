import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { Waiting } from "#app/domain/moderation/read-desk.ts";

interface ThingProps {
  thing: Pick<Waiting, "subject" | "path" | "title" | "text" | "hidden">;
  /** How many reported it; left out where that is over. */
  reports?: number;
  at: string;
}

/** What was reported, as its writer wrote it, and the way to where it stands. */
export function Thing({ thing: { subject, path, title, text, hidden }, reports, at }: ThingProps) {
  const { t } = useTranslation("report");
  const { t: ofDesk } = useTranslation("moderation");
  const format = useFormat();
  return (
    <>
      <p className="cluster tight small muted">
        {reports !== undefined && (
          <Badge tone="warning">
            {ofDesk("reports.count", { count: reports, amount: format.number(reports) })}
          </Badge>
        )}
        {hidden && <Badge tone="gray">{ofDesk("reports.hidden")}</Badge>}
        <span>
          {t(`thing.${subject}`)} · <time dateTime={at}>{format.dateTime(at)}</time>
        </span>
      </p>
      {title && <p className="h-sub">{title}</p>}
      {/* People write in Korean, whatever the page's language. */}
      <p className="opinion-body" dir="auto" lang="ko">
        {text}
      </p>
      <p>
        <Link className="text-link" to={path}>
          {ofDesk("reports.see")}
          <span className="sr-only">: {title ?? text}</span>
        </Link>
      </p>
    </>
  );
}
