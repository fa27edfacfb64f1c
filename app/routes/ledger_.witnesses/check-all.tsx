import { useTranslation } from "react-i18next";
import { Script } from "./script.tsx";
import { useApiBase } from "./use-api-base.ts";

/** All that can be checked from outside, by a script that has none of the portal's code. */
export function CheckAll({ verifierKey }: { verifierKey: string }) {
  const { t } = useTranslation("ledger");
  const api = useApiBase();
  return (
    <section className="section stack" aria-labelledby="all">
      <h2 className="h-section" id="all">
        {t("witness.all.heading")}
      </h2>
      <p>{t("witness.all.what")}</p>
      <ul className="check-list">
        <li>{t("witness.all.lines")}</li>
        <li>{t("witness.all.heads")}</li>
        <li>{t("witness.all.texts")}</li>
        <li>{t("witness.all.counts")}</li>
        <li>{t("witness.all.draws")}</li>
      </ul>
      <p>
        <code className="ledger-hash">
          python3 check-ledger.py {api} --key {verifierKey} --kept kept.txt
        </code>
      </p>
      <Script name="check-ledger.py" />
    </section>
  );
}
