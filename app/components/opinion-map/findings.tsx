import type { CountedStatement } from "#db/tables/opinion-map.ts";
import { VoteBars } from "./vote-bars.tsx";

interface FindingsProps {
  id: string;
  heading: string;
  lead: string;
  /** What is said instead of a list. */
  none: string;
  /** Of the statements, in the order in which they are shown. */
  ids: readonly number[];
  counted: readonly CountedStatement[];
  bodies: ReadonlyMap<number, string>;
}

/** Statements that say something of all groups, each with how every group voted on it. */
export function Findings({ id, heading, lead, none, ids, counted, bodies }: FindingsProps) {
  const found = ids.flatMap((one) => counted.find((statement) => statement.id === one) ?? []);
  return (
    <section className="section" aria-labelledby={id}>
      <h2 className="h-section" id={id}>
        {heading}
      </h2>
      {found.length === 0 ? (
        <p className="muted">{none}</p>
      ) : (
        <>
          <p className="muted">{lead}</p>
          <ol className="findings">
            {found.map((statement) => (
              <li key={statement.id} className="panel stack tight">
                <h3 className="h-sub" dir="auto">
                  {bodies.get(statement.id)}
                </h3>
                <VoteBars groups={statement.groups ?? []} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
