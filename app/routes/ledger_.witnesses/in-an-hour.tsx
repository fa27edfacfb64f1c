import { useTranslation } from "react-i18next";
import script from "../../../public/witness.py?raw";
import { Script } from "./script.tsx";
import { useApiBase } from "./use-api-base.ts";

/** From nothing to a witness: a script of a few lines that can be read before it is run. */
export function InAnHour() {
  const { t } = useTranslation("ledger");
  const api = useApiBase();
  return (
    <section className="section stack" aria-labelledby="hour">
      <h2 className="h-section" id="hour">
        {t("witness.hour.heading")}
      </h2>
      <ol className="check-steps">
        <li>{t("witness.hour.machine")}</li>
        <li>
          {t("witness.hour.run")}
          <br />
          <code className="ledger-hash">python3 witness.py {api} kept.txt</code>
        </li>
        <li>
          {t("witness.hour.daily")}
          <br />
          <code className="ledger-hash">17 9 * * * python3 witness.py {api} kept.txt</code>
        </li>
        <li>{t("witness.hour.alarm")}</li>
      </ol>
      <p>{t("witness.hour.read")}</p>
      <Script name="witness.py" text={script} />
    </section>
  );
}
