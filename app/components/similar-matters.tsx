import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { MatterLine } from "#app/domain/kinds.ts";
import { matterPath } from "./duty/duty-list.tsx";
import { Count, KindName, Standing } from "./kinds.tsx";

interface SimilarMattersProps {
  matters: readonly MatterLine[];
  /** What can be done with each, besides opening it. */
  actionOf?: (matter: MatterLine) => ReactNode;
}

/** Matters in a line each: enough to tell whether they speak of the same. */
export function SimilarMatters({ matters, actionOf }: SimilarMattersProps) {
  return (
    <ul className="similar-matters">
      {matters.map((matter) => (
        <li key={matter.id}>
          <div className="similar-matter">
            <Link className="similar-title" dir="auto" to={matterPath(matter)} prefetch="intent">
              {matter.title}
            </Link>
            <p className="similar-facts">
              <KindName line={matter} />
              <Standing line={matter} />
              <Count line={matter} />
            </p>
          </div>
          {actionOf?.(matter)}
        </li>
      ))}
    </ul>
  );
}
