import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { VotePageData } from "./route.tsx";

/** How and until when the result can be objected to, and what was. */
export function Objections({ vote }: { vote: VotePageData["vote"] }) {
  const { t } = useTranslation("votes");
  const format = useFormat();
  const { result, law, objections } = vote;
  if (!result) return null;
  return (
    <section className="section stack" aria-labelledby="objections">
      <h2 className="h-section" id="objections">
        {t("objections.heading")}
      </h2>
      <p>
        {t("objections.how", {
          date: format.date(result.objectionsUntil),
          count: law.objectionSignatures,
          amount: format.number(law.objectionSignatures),
          office: law.objectionOffice,
        })}
      </p>
      <p className="tracker-article" lang="ko">
        {law.objectionArticle}
      </p>
      <ul className="stack">
        {objections.map(({ position, receivedOn, signatures, decision }) => (
          <li className="panel" key={position}>
            <p>
              {t("objections.filed", {
                date: format.date(receivedOn),
                count: signatures,
                amount: format.number(signatures),
              })}
            </p>
            {decision ? (
              <>
                <p>
                  <strong>{t(`objections.${decision.verdict}`, { date: format.date(decision.at) })}</strong>
                </p>
                <p className="opinion-body" dir="auto">
                  {decision.reasons}
                </p>
              </>
            ) : (
              <p className="muted">{t("objections.waits")}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
