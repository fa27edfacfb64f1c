import { Link } from "@remix-run/react";
import { useFormat } from "./use-format.ts";

export interface TimelineEntry {
  key: string | number;
  at: string;
  title: string;
  detail?: string | null;
  href?: string | null;
}

/** What happened, in the order given. */
export function Timeline({
  entries,
  withTime = false,
}: {
  entries: readonly TimelineEntry[];
  withTime?: boolean;
}) {
  const format = useFormat();
  return (
    <ol className="timeline">
      {entries.map(({ key, at, title, detail, href }) => (
        <li key={key}>
          <time dateTime={at}>{withTime ? format.dateTime(at) : format.date(at)}</time>
          <p className="timeline-title">
            {href ? (
              <Link className="text-link" to={href}>
                {title}
              </Link>
            ) : (
              title
            )}
          </p>
          {detail && <p className="timeline-detail">{detail}</p>}
        </li>
      ))}
    </ol>
  );
}
