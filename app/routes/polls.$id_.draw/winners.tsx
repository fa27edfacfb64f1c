import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { DrawView } from "#app/domain/kinds/poll/read-draw.ts";

/** What there is to win, and once it is drawn the numbers that did. */
export function Winners({ draw: { state, gifts, winners, drawnAt } }: { draw: DrawView }) {
  const { t } = useTranslation("draw");
  const format = useFormat();
  return (
    <section className="section stack" aria-labelledby="gifts">
      <h2 className="h-section" id="gifts">
        {t("gifts.title")}
      </h2>
      <ul className="plain-list">
        {gifts.map(({ name, count }) => (
          <li key={name}>{t("gifts.one", { name, count, amount: format.number(count) })}</li>
        ))}
      </ul>
      {state === "drawn" && drawnAt !== null && (
        <>
          <h3 className="h-sub">{t("winners.title", { date: format.dateTime(drawnAt) })}</h3>
          {winners.length === 0 ? (
            <p className="muted">{t("winners.none")}</p>
          ) : (
            <div className="prose">
              <ol>
                {winners.map(({ number, gift }) => (
                  <li key={number}>
                    <span className="numeric">{number}</span> <span className="muted">{gift}</span>
                  </li>
                ))}
              </ol>
            </div>
          )}
        </>
      )}
    </section>
  );
}
