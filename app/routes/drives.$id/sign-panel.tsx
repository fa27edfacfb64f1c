import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { RequiredBar } from "#app/components/drive/required-bar.tsx";
import { CheckIcon, ClockIcon, PencilIcon } from "#app/components/icons.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { useFormat } from "#app/components/use-format.ts";
import { useLiveCount } from "#app/components/use-live-count.ts";
import type { DrivePageData } from "./drive-page.server.ts";
import { Formula } from "./formula.tsx";

/** How far it has come, moving as people sign, and the one thing that a reader can do. */
export function SignPanel({ drive }: { drive: DrivePageData }) {
  const here = useMatterHere();
  const { t } = useTranslation("drives");
  const format = useFormat();
  const { collecting, supportCount, required, milestones, formula, kind, online, paper, reader } = drive;
  const { struck } = drive;
  const count = useLiveCount(supportCount) - struck;
  return (
    <section className="panel sign-panel" id="sign" aria-labelledby="sign-heading">
      <h2 className="sr-only" id="sign-heading">
        {t("panel.heading")}
      </h2>
      <RequiredBar
        count={count}
        required={required}
        milestones={milestones}
        size="large"
        ended={!collecting}
      />
      {paper > 0 && (
        <p className="small muted">
          {t("panel.parts", { online: format.number(online), paper: format.number(paper) })}
        </p>
      )}
      {struck > 0 && (
        <p className="small muted">{t("panel.struck", { count: struck, amount: format.number(struck) })}</p>
      )}
      {collecting && <DaysLeft closesAt={drive.closesAt} />}
      {reader.signed ? (
        <div className="stack tight">
          <p className="support-mine">
            <CheckIcon size={24} />
            {t("panel.signed")}
          </p>
          <LinkButton className="wide" look="tertiary" to={`/drives/${here}/receipt`}>
            {t("panel.receipt")}
          </LinkButton>
        </div>
      ) : collecting ? (
        <div className="stack tight">
          <LinkButton id="sign-action" className="wide" size="xlarge" to={`/drives/${here}/sign`}>
            <PencilIcon size={22} />
            {t("panel.sign")}
          </LinkButton>
          <p className="small muted">{t("panel.minute")}</p>
        </div>
      ) : (
        <p className="muted">{t("panel.over")}</p>
      )}
      <details className="fold formula-fold" open>
        <summary>{t("formula.heading")}</summary>
        <Formula formula={formula} required={required} kind={kind} />
      </details>
      {collecting && (
        <p className="small">
          <Link className="text-link" to={`/drives/${here}/collect`}>
            {t("panel.collect")}
          </Link>
        </p>
      )}
    </section>
  );
}

function DaysLeft({ closesAt }: { closesAt: string }) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const days = format.daysUntil(closesAt);
  return (
    <p className="days-left">
      <ClockIcon size={20} />
      <strong>
        {days <= 0 ? t("card.today") : t("card.left", { count: days, amount: format.number(days) })}
      </strong>
      <span className="muted">{t("panel.until", { date: format.date(closesAt) })}</span>
    </p>
  );
}
