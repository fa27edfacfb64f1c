import { useTranslation } from "react-i18next";
import { useMatterHere } from "../matter-here.ts";
import { useSpacePath } from "../space-path.ts";
import { TableView } from "../table-view.tsx";
import { useFormat } from "../use-format.ts";
import { AnswerBars } from "./answer-bars.tsx";
import { TurnoutChart, type TurnoutStep } from "./turnout-chart.tsx";

/** How many took part in a poll when and from where, with names in the reader's language. */
export interface TurnoutView {
  unit: "hour" | "day" | "week";
  steps: TurnoutStep[];
  /** What it stands against. */
  earlierPolls: number;
  against: { here: number; earlier: number } | null;
  places: {
    by: "district" | "unit";
    at: string;
    day: string;
    final: boolean;
    count: number;
    rows: { of: string; name: string; count: number }[];
  } | null;
  leaderboard: {
    asOf: string;
    rows: { of: string; name: string; count: number; perThousand: number }[];
  } | null;
}

export function Turnout({ turnout }: { turnout: TurnoutView }) {
  const { t } = useTranslation("turnout");
  const format = useFormat();
  const here = useMatterHere();
  const within = useSpacePath();
  const { unit, steps, earlierPolls, against, places, leaderboard } = turnout;
  return (
    <section className="section stack loose" aria-labelledby="turnout">
      <h2 className="h-section" id="turnout">
        {t("heading")}
      </h2>
      <TurnoutChart unit={unit} steps={steps} earlierPolls={earlierPolls} />
      {against && (
        <p className="small muted">
          {t("against", {
            count: earlierPolls,
            polls: format.number(earlierPolls),
            earlier: format.number(against.earlier),
            here: format.number(against.here),
          })}
        </p>
      )}
      {places && <Places places={places} />}
      {leaderboard && <Leaderboard leaderboard={leaderboard} />}
      <p>
        <a className="text-link" href={within(`/polls/${here}/turnout.csv`)} rel="nofollow" download>
          {t("csv")}
        </a>
      </p>
    </section>
  );
}

function Places({ places }: { places: NonNullable<TurnoutView["places"]> }) {
  const { t } = useTranslation("turnout");
  const format = useFormat();
  const { by, day, final, count, rows } = places;
  const asOf = { date: format.date(`${day}T00:00:00+09:00`), amount: format.number(count) };
  return (
    <div className="stack">
      <h3 className="h-sub">{t(`where.${by}`)}</h3>
      <p className="small muted">{t(`${final ? "final" : "asOf"}.${by}`, asOf)}</p>
      <AnswerBars
        caption={t(`where.${by}`)}
        head={t(by)}
        answered={count}
        rows={rows.map(({ of, name, count: people }) => ({ answer: of, label: name, count: people }))}
      />
      <p className="small muted">{t(`${final ? "small" : "daily"}.${by}`)}</p>
    </div>
  );
}

function Leaderboard({
  leaderboard: { asOf, rows },
}: {
  leaderboard: NonNullable<TurnoutView["leaderboard"]>;
}) {
  const { t } = useTranslation("turnout");
  const format = useFormat();
  const ranked = rows.map((row) => ({
    ...row,
    // Those with the same number share a place.
    rank: 1 + rows.filter(({ perThousand }) => perThousand > row.perThousand).length,
  }));
  return (
    <div className="stack">
      <h3 className="h-sub">{t("board")}</h3>
      <TableView
        caption={t("board")}
        rows={ranked}
        rowKey={({ of }) => of}
        columns={[
          { key: "name", label: t("district"), cell: ({ rank, name }) => `${format.number(rank)}. ${name}` },
          {
            key: "perThousand",
            label: t("perThousand"),
            numeric: true,
            cell: ({ perThousand }) => perThousand.toFixed(2),
          },
          { key: "count", label: t("took"), numeric: true, cell: ({ count }) => format.number(count) },
        ]}
      />
      <p className="small muted">{t("residents", { date: format.date(`${asOf}T00:00:00+09:00`) })}</p>
    </div>
  );
}
