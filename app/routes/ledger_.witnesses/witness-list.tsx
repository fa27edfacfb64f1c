import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { WitnessStanding } from "#app/domain/ledger/read-checkpoints.ts";

interface WitnessListProps {
  witnesses: readonly (Omit<WitnessStanding, "takenAt"> & { takenAt: string | null })[];
}

/** Who is named in this portal's settings, how far each of them is, and the ways to be one. */
export function WitnessList({ witnesses }: WitnessListProps) {
  const { t } = useTranslation("ledger");
  const format = useFormat();
  return (
    <section className="section stack" aria-labelledby="now">
      <h2 className="h-section" id="now">
        {t("witness.now.heading")}
      </h2>
      {witnesses.length === 0 ? (
        <p>{t("witness.now.none")}</p>
      ) : (
        <dl className="facts">
          {witnesses.map(({ label, verifierKey, size, takenAt, failure }) => (
            <Fragment key={label + verifierKey}>
              <dt>{label === "file" ? t("witness.now.file") : label}</dt>
              <dd>
                {t(verifierKey ? "witness.now.signs" : "witness.now.keeps")}{" "}
                {takenAt
                  ? t("witness.now.taken", { amount: format.number(size), time: format.dateTime(takenAt) })
                  : t("witness.now.nothing")}
                {failure && (
                  <>
                    <br />
                    <strong>{t(`witness.failure.${failure}`)}</strong>
                  </>
                )}
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
      <p>{t("witness.ways.ask")}</p>
      <ul className="check-list">
        <li>{t("witness.ways.cosigner")}</li>
        <li>{t("witness.ways.store")}</li>
        <li>{t("witness.ways.mail")}</li>
      </ul>
    </section>
  );
}
