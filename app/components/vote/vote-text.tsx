import { useTranslation } from "react-i18next";
import type { PollingPlace } from "#db/tables/vote.ts";
import { TableView } from "../table-view.tsx";
import { useFormat } from "../use-format.ts";
import { useSideNames } from "./use-side-names.ts";

/** A polling place with its number, its district by its name. */
type PlaceView = PollingPlace & { place: number };

export interface VoteTextProps {
  vote: {
    question: string;
    choices: { first: string; second: string } | null;
    arguments: { first: string; second: string };
    places: readonly PlaceView[];
  };
}

/** What is asked, what speaks for each side, and where one votes: of a vote, and of a draft that is looked at. */
export function VoteText({ vote: { question, choices, arguments: said, places } }: VoteTextProps) {
  const { t } = useTranslation("votes");
  const format = useFormat();
  const sides = useSideNames(choices);
  return (
    <>
      <section className="section" aria-labelledby="question">
        <h2 className="h-section" id="question">
          {t("question")}
        </h2>
        <blockquote className="panel lead" dir="auto">
          {question}
        </blockquote>
        <div className="vote-sides">
          {(["first", "second"] as const).map((side) => (
            <section className="panel" key={side} aria-labelledby={`side-${side}`}>
              <h3 className="h-sub" id={`side-${side}`} dir="auto">
                {sides[side]}
              </h3>
              <p className="opinion-body" dir="auto">
                {said[side]}
              </p>
            </section>
          ))}
        </div>
      </section>
      <section className="section" aria-labelledby="places">
        <h2 className="h-section" id="places">
          {t("places.heading")}
        </h2>
        <TableView
          caption={t("places.caption")}
          rows={places}
          rowKey={({ place }) => place}
          ofTexts
          columns={[
            { key: "name", label: t("places.name"), cell: ({ name }) => <span lang="ko">{name}</span> },
            {
              key: "address",
              label: t("places.address"),
              cell: ({ address }) => <span lang="ko">{address}</span>,
            },
            { key: "district", label: t("places.district"), cell: ({ district }) => district ?? "–" },
            {
              key: "eligible",
              label: t("places.eligible"),
              numeric: true,
              cell: ({ eligible }) => format.number(eligible),
            },
          ]}
        />
      </section>
    </>
  );
}
