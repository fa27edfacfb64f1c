import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { PrintIcon } from "#app/components/icons.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useSpacePath, useSpaceUrl } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";
import { CopyText } from "./copy-text.tsx";

interface CollectPageProps {
  drive: {
    id: number;
    title: string;
    summary: string;
    kindName: string;
    required: number;
    supportCount: number;
    closesAt: string;
    collecting: boolean;
  };
}

/** What helps to collect: texts to send, a poster with a code, a badge for a website, and what the law allows. */
export function CollectPage({ drive }: CollectPageProps) {
  const here = useMatterHere();
  const { t } = useTranslation("drives");
  const [within, whole] = [useSpacePath(), useSpaceUrl()];
  const format = useFormat();
  const { title, summary, kindName, required, supportCount, closesAt, collecting } = drive;
  const url = whole(`/drives/${here}`);
  const missing = Math.max(0, required - supportCount);
  const values = {
    title,
    summary,
    kind: kindName,
    url,
    date: format.date(closesAt),
    amount: format.number(missing > 0 ? missing : supportCount),
    count: missing > 0 ? missing : supportCount,
  };
  const badge = `<a href="${url}"><img src="${url}/badge.svg" width="360" height="96" alt="${t("badge.alt")}"></a>`;
  return (
    <div className="page-narrow collect-page">
      <PageHeader
        title={t("collect.title")}
        lead={t("collect.lead")}
        crumbs={[
          { label: t("title"), to: "/drives" },
          { label: t("crumb"), to: `/drives/${here}` },
          { label: t("collect.title") },
        ]}
      />
      {!collecting && <Notice tone="warning">{t("panel.over")}</Notice>}
      <section className="section stack" aria-labelledby="texts">
        <h2 className="h-section" id="texts">
          {t("collect.texts")}
        </h2>
        <CopyText label={t("collect.short")} text={t("collect.shortText", values)} rows={3} />
        <CopyText label={t("collect.long")} text={t("collect.longText", values)} rows={8} />
        <CopyText label={t("collect.address")} text={url} rows={1} />
      </section>
      <section className="section stack" aria-labelledby="poster">
        <h2 className="h-section" id="poster">
          {t("collect.poster")}
        </h2>
        <p>{t("collect.posterText")}</p>
        <div>
          <LinkButton look="secondary" reloadDocument to={`/drives/${here}/poster.pdf`}>
            <PrintIcon size={20} />
            {t("collect.posterOpen")}
          </LinkButton>
        </div>
      </section>
      <section className="section stack" aria-labelledby="badge">
        <h2 className="h-section" id="badge">
          {t("collect.badge")}
        </h2>
        <p>{t("collect.badgeText")}</p>
        <div>
          <img
            className="badge-preview"
            src={within(`/drives/${here}/badge.svg`)}
            width={360}
            height={96}
            alt={t("badge.alt")}
          />
        </div>
        <CopyText label={t("collect.code")} text={badge} rows={3} />
      </section>
      <section className="section panel tinted" aria-labelledby="manners">
        <h2 className="h-sub" id="manners">
          {t("collect.manners")}
        </h2>
        <ul className="plain-bullets">
          <li>{t("collect.mannersOnce")}</li>
          <li>{t("collect.mannersText")}</li>
          <li>{t("collect.mannersFree")}</li>
          <li>{t("collect.mannersData")}</li>
        </ul>
      </section>
    </div>
  );
}
