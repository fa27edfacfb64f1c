import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";

/** How anyone can find out that nothing in the ledger was changed: see app/domain/ledger/chain.ts. */
export function HowToCheck({ head }: { head: { seq: number; hash: string } }) {
  const { t } = useTranslation("ledger");
  const format = useFormat();
  const events = useSpacePath()("/api/v1/events?after=0");
  return (
    <>
      <section className="panel tinted stack">
        <h2 className="h-sub">{t("head.heading")}</h2>
        <dl className="facts">
          <dt>{t("head.lines")}</dt>
          <dd className="numeric">{format.number(head.seq)}</dd>
          <dt>{t("head.last")}</dt>
          <dd>
            <code className="ledger-hash">{head.hash}</code>
          </dd>
        </dl>
        <p className="small muted">{t("head.why")}</p>
        <p>
          <Link className="text-link" to="/ledger/witnesses">
            {t("witness.link")}
          </Link>
        </p>
      </section>
      <section className="panel stack">
        <h2 className="h-sub">{t("check.heading")}</h2>
        <p>{t("check.idea")}</p>
        <ol className="check-steps">
          <li>
            {t("check.get")} <code>GET {events}</code>{" "}
            <a className="text-link" href={events}>
              {t("check.open")}
            </a>
          </li>
          <li>{t("check.canonical")}</li>
          <li>{t("check.hash")}</li>
          <li>{t("check.compare")}</li>
          <li>{t("check.sealed")}</li>
        </ol>
        <p className="check-formula">
          <strong>{t("check.formula")}</strong>
        </p>
        <p>
          {t("check.command")} <code>npm run ledger:verify</code>
        </p>
        <p className="small muted">{t("check.persons")}</p>
      </section>
    </>
  );
}
