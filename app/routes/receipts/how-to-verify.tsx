import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import script from "#app/components/drive/verify-receipt.mjs?raw";
import { useRootData } from "#app/components/root-data.ts";
import { useSpacePath } from "#app/components/space-path.ts";

/** How to check a receipt without this portal's word for it: the idea in four steps, and a script that does it. */
export function HowToVerify({ verifierKey }: { verifierKey: string }) {
  const { t } = useTranslation("drives");
  const within = useSpacePath();
  const { origin, prefix } = useRootData();
  return (
    <section className="section stack" aria-labelledby="how">
      <h2 className="h-section" id="how">
        {t("verify.heading")}
      </h2>
      <p>{t("verify.text")}</p>
      <ol className="check-steps">
        <li>{t("verify.leaf")}</li>
        <li>{t("verify.path")}</li>
        <li>
          {t("verify.root")}{" "}
          <Link className="text-link" to="/ledger">
            {t("verify.ledger")}
          </Link>
        </li>
        <li>{t("verify.same")}</li>
      </ol>
      <p>{t("verify.script")}</p>
      <p>
        <code>node verify-receipt.mjs receipt.json {origin + prefix}</code>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the frame cannot be scrolled by keyboard. */}
      <pre className="receipt-note" tabIndex={0}>
        <code>{script}</code>
      </pre>
      <p>
        <a className="text-link" href={within("/receipts/verify-receipt.mjs")} download>
          {t("verify.download")}
        </a>
      </p>
      <dl className="facts">
        <dt>{t("verify.key")}</dt>
        <dd>
          <code className="ledger-hash">{verifierKey}</code>
        </dd>
      </dl>
      <p className="small muted">{t("verify.nobody")}</p>
    </section>
  );
}
