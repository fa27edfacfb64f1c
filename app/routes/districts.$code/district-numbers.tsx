import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { DistrictPageData } from "./route.tsx";

/** As the results' page counts them; and where the other districts are. */
export function DistrictNumbers({ numbers, code, districts }: DistrictPageData) {
  const { t } = useTranslation("place");
  const format = useFormat();
  const { proposals, answered, perThousand, residents } = numbers;
  const count = (value: number) => t("district.count", { count: value, amount: format.number(value) });
  return (
    <>
      <section className="section" aria-labelledby="numbers">
        <h2 className="h-section" id="numbers">
          {t("district.numbers")}
        </h2>
        <dl className="district-numbers">
          <dt>{t("district.proposals")}</dt>
          <dd>{count(proposals)}</dd>
          <dt>{t("district.answers")}</dt>
          <dd>{count(answered)}</dd>
          {perThousand !== null && (
            <>
              <dt>{t("district.participation")}</dt>
              <dd>{count(perThousand)}</dd>
            </>
          )}
          {residents !== null && (
            <>
              <dt>{t("district.residents")}</dt>
              <dd>{t("district.people", { count: residents, amount: format.number(residents) })}</dd>
            </>
          )}
        </dl>
        <p>
          <Link className="text-link" to={`/results?range=all&district=${code}`}>
            {t("district.results")}
          </Link>
        </p>
      </section>
      <section className="section" aria-labelledby="others">
        <h2 className="h-section" id="others">
          {t("district.others")}
        </h2>
        <ul className="district-list">
          {districts
            .filter((other) => other.code !== code)
            .map((other) => (
              <li key={other.code}>
                <Link className="text-link" to={`/districts/${other.code}`}>
                  {other.name}
                </Link>
              </li>
            ))}
        </ul>
      </section>
    </>
  );
}
