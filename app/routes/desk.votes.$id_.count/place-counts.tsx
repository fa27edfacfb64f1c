import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { InputField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { type Refused, useRefusal } from "#app/components/use-refusal.ts";
import { useSideNames } from "#app/components/vote/use-side-names.ts";
import type { VoteCountsView } from "#app/domain/kinds/vote/read-counts.ts";
import type { PlaceCount } from "#db/tables/vote.ts";

const FIGURES = ["ballots", "first", "second", "invalid"] as const;

interface PlaceCountsProps {
  counts: VoteCountsView;
  choices: { first: string; second: string } | null;
  answer: Refused | undefined;
}

/** Each polling place with what was entered of it, and the fields of who may enter it. */
export function PlaceCounts({ counts: { id, places, round }, choices, answer }: PlaceCountsProps) {
  const { t } = useTranslation("voting");
  return (
    <section className="section" aria-labelledby="places">
      <h2 className="h-section" id="places">
        {t("count.places")}
      </h2>
      <p className="muted">{t(round === 1 ? "count.how" : "count.howCorrected")}</p>
      <div className="stack">
        {places.map((place) => (
          <Place
            key={place.place}
            voteId={id}
            place={place}
            round={round}
            choices={choices}
            answer={
              answer?.typed.intent === "enter" && answer.typed.number === String(place.place)
                ? answer
                : undefined
            }
          />
        ))}
      </div>
    </section>
  );
}

interface PlaceProps extends Pick<PlaceCountsProps, "choices" | "answer"> {
  voteId: number;
  round: number;
  place: VoteCountsView["places"][number];
}

function Place({ voteId, round, place, choices, answer }: PlaceProps) {
  const { t } = useTranslation("voting");
  const { t: votes } = useTranslation("votes");
  const format = useFormat();
  const { formData } = useNavigation();
  const sides = useSideNames(choices);
  const { place: number, name, eligible, confirmed, published, entered, entries, mayEnter } = place;
  const labels = {
    ballots: votes("result.ballots"),
    first: sides.first,
    second: sides.second,
    invalid: votes("result.invalid"),
  };
  const fieldId = (figure: string) => `place-${number}-${figure}`;
  const { summary, errorsOf } = useRefusal(
    answer?.refused,
    Object.fromEntries(FIGURES.map((figure) => [figure, { id: fieldId(figure), label: labels[figure] }])),
  );
  const own = entries.find((entry) => entry.own);
  const differ = !confirmed && entries.length === 2;
  const untouched = published ? "published" : "none";
  const status = confirmed ? "confirmed" : differ ? "differ" : entered > 0 ? "once" : untouched;
  const rows: { key: string; who: string; count: PlaceCount }[] = [
    ...(published ? [{ key: "published", who: t("count.published"), count: published }] : []),
    ...entries.map(({ seat, name: who, own: mine, count }) => ({
      key: String(seat),
      who: mine ? t("count.you", { name: who }) : who,
      count,
    })),
  ];
  return (
    <section className="panel stack" id={`place-${number}`} aria-labelledby={`place-${number}-name`}>
      <div className="cluster tight">
        <h3 className="h-sub" id={`place-${number}-name`} lang="ko">
          {name}
        </h3>
        <Badge tone={confirmed ? "success" : differ ? "danger" : "gray"}>{t(`count.status.${status}`)}</Badge>
        <span className="muted small">{t("count.eligible", { amount: format.number(eligible) })}</span>
      </div>
      <ErrorSummary errors={summary} />
      {differ && <p>{t("count.differ")}</p>}
      {rows.length > 0 && (
        <TableView
          caption={t("count.entries", { name })}
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            { key: "who", label: t("count.who"), cell: ({ who }) => who },
            ...FIGURES.map((figure) => ({
              key: figure,
              label: labels[figure],
              numeric: true,
              cell: ({ count }: (typeof rows)[number]) => format.number(count[figure]),
            })),
          ]}
        />
      )}
      {mayEnter && (
        <details className="fold" open={round === 1 || answer !== undefined || differ}>
          <summary>{t(own ? "count.again" : round === 1 ? "count.enter" : "count.correct")}</summary>
          <KeptForm
            name={`vote-${voteId}-${round}-${number}`}
            method="post"
            className="stack"
            noValidate
            intent="enter"
          >
            <input type="hidden" name="number" value={number} />
            <div className="vote-fields">
              {FIGURES.map((figure) => (
                <InputField
                  key={figure}
                  id={fieldId(figure)}
                  name={figure}
                  label={labels[figure]}
                  inputMode="numeric"
                  autoComplete="off"
                  required
                  defaultValue={answer?.typed[figure] ?? ""}
                  errors={errorsOf(figure)}
                />
              ))}
            </div>
            <div>
              <Button
                look="secondary"
                size="medium"
                name="intent"
                value="enter"
                pending={formData?.get("intent") === "enter" && formData.get("number") === String(number)}
              >
                {t("count.save")}
                <span className="sr-only"> {name}</span>
              </Button>
            </div>
          </KeptForm>
        </details>
      )}
    </section>
  );
}
