import { useTranslation } from "react-i18next";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";

interface SignedHeadProps {
  origin: string;
  verifierKey: string;
  latest: { size: number; at: string; note: string } | null;
}

/** The newest signed head, and the key that it is verified by. */
export function SignedHead({ origin, verifierKey, latest }: SignedHeadProps) {
  const { t } = useTranslation("ledger");
  const format = useFormat();
  const checkpoints = useSpacePath()("/api/v1/checkpoints?after=0");
  return (
    <section className="section stack" aria-labelledby="head">
      <h2 className="h-section" id="head">
        {t("witness.head.heading")}
      </h2>
      <p>{t("witness.head.form")}</p>
      <dl className="facts">
        <dt>{t("witness.head.origin")}</dt>
        <dd>
          <code className="ledger-hash">{origin}</code>
        </dd>
        <dt>{t("witness.head.key")}</dt>
        <dd>
          <code className="ledger-hash">{verifierKey}</code>
        </dd>
      </dl>
      {latest ? (
        <>
          <p>
            {t("witness.head.latest", {
              amount: format.number(latest.size),
              time: format.dateTime(latest.at),
            })}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the frame cannot be scrolled by keyboard. */}
          <pre className="receipt-note" tabIndex={0}>
            <code>{latest.note}</code>
          </pre>
        </>
      ) : (
        <p className="muted">{t("witness.head.none")}</p>
      )}
      <p>
        <a className="text-link" href={checkpoints}>
          {t("witness.head.all")}
        </a>
      </p>
    </section>
  );
}
