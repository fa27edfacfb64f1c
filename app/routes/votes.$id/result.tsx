import { useTranslation } from "react-i18next";
import { Notice } from "#app/components/notice.tsx";
import { AnswerBars } from "#app/components/poll/answer-bars.tsx";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { useSideNames } from "#app/components/vote/use-side-names.ts";
import type { VotePageData } from "./route.tsx";

type Vote = VotePageData["vote"];
type Published = NonNullable<Vote["result"]>;

/** What came of it: the outcome, how it follows from the count, and the count by polling place. */
export function Result({ vote }: { vote: Vote }) {
  const { t } = useTranslation("votes");
  const format = useFormat();
  const { result } = vote;
  const sides = useSideNames(vote.choices);
  if (!result) return null;
  const { outcome, because, first, second, valid, invalid, ballots, version } = result;
  return (
    <section className="section stack" aria-labelledby="result">
      <h2 className="h-section" id="result">
        {t("result.heading")}
      </h2>
      <Notice
        tone={outcome === "neither" ? "info" : "success"}
        title={t("card.outcome", { outcome: sides[outcome] })}
      >
        {because && t(`result.because.${because}`)}
        {result.boundUntil && t("result.bound", { date: format.date(result.boundUntil) })}
      </Notice>
      {version > 1 && <Corrections result={result} />}
      <AnswerBars
        caption={t("result.bars")}
        head={t("result.side")}
        rows={[
          { answer: "first", label: sides.first, count: first },
          { answer: "second", label: sides.second, count: second },
        ]}
        answered={valid}
      />
      <p className="muted">
        {t("result.total", {
          ballots: format.number(ballots),
          invalid: format.number(invalid),
          share: format.percent(ballots / result.eligible),
        })}
      </p>
      <Steps result={result} />
      <ByPlace vote={vote} result={result} />
      <p className="small muted">
        {t("result.published", { date: format.dateTime(result.publishedAt), version })}
      </p>
    </section>
  );
}

/** How the law comes from the numbers to the outcome. */
function Steps({ result }: { result: Published }) {
  const { t } = useTranslation("votes");
  const format = useFormat();
  const { eligible, needed, ballots, valid, majority, first, second, because } = result;
  const number = format.number;
  return (
    <div className="prose">
      <h3 className="h-sub">{t("steps.heading")}</h3>
      <ol>
        <li>{t("steps.needed", { eligible: number(eligible), needed: number(needed) })}</li>
        <li>
          {t(because === "turnout" ? "steps.tooFew" : "steps.enough", {
            ballots: number(ballots),
            needed: number(needed),
          })}
        </li>
        <li>{t("steps.valid", { valid: number(valid), majority: number(majority) })}</li>
        {because !== "turnout" && (
          <li>
            {because === "tie"
              ? t("steps.tie", { amount: number(first) })
              : t("steps.majority", { most: number(Math.max(first, second)), majority: number(majority) })}
          </li>
        )}
      </ol>
    </div>
  );
}

function ByPlace({ vote, result }: { vote: Vote; result: Published }) {
  const { t } = useTranslation("votes");
  const format = useFormat();
  const sides = useSideNames(vote.choices);
  const places = new Map(vote.places.map((place) => [place.place, place]));
  const rows = [
    ...result.places.map((count) => ({
      ...count,
      name: places.get(count.place)?.name ?? "",
      eligible: places.get(count.place)?.eligible ?? 0,
    })),
    { ...result, place: 0, name: t("result.all") },
  ];
  const figure = (key: "eligible" | "ballots" | "first" | "second" | "invalid", label: string) => ({
    key,
    label,
    numeric: true,
    cell: (row: (typeof rows)[number]) => format.number(row[key]),
  });
  return (
    <TableView
      caption={t("result.byPlace")}
      rows={rows}
      rowKey={({ place }) => place}
      ofTexts
      columns={[
        {
          key: "name",
          label: t("places.name"),
          cell: ({ name, place }) => <span lang={place === 0 ? undefined : "ko"}>{name}</span>,
        },
        figure("eligible", t("places.eligible")),
        figure("ballots", t("result.ballots")),
        {
          key: "turnout",
          label: t("result.turnout"),
          numeric: true,
          cell: ({ ballots, eligible }) => format.percent(eligible === 0 ? 0 : ballots / eligible),
        },
        figure("first", sides.first),
        figure("second", sides.second),
        figure("invalid", t("result.invalid")),
      ]}
    />
  );
}

/** That it was corrected, why, and what stood before. */
function Corrections({ result: { reasons, earlier } }: { result: Published }) {
  const { t } = useTranslation("votes");
  const format = useFormat();
  return (
    <Notice tone="warning" title={t("result.corrected")}>
      <ul>
        {reasons.map(({ version, reason }) => (
          <li key={version} dir="auto">
            {t("result.reason", { version, reason })}
          </li>
        ))}
        {earlier.map(({ version, first, second, invalid, publishedAt }) => (
          <li key={version}>
            {t("result.before", {
              version,
              date: format.dateTime(publishedAt),
              first: format.number(first),
              second: format.number(second),
              invalid: format.number(invalid),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
