import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LongPage, LongPageSection } from "#app/components/long-page.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useFormat } from "#app/components/use-format.ts";
import { POLICY_SINCE } from "#app/domain/retention/retention.ts";
import { contactIn } from "#app/domain/space/contact.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { Cookies } from "./cookies.tsx";
import { Kept } from "./kept.tsx";
import { Officer } from "./officer.tsx";
import { Others } from "./others.tsx";

await loadTexts("subject");

const SECTIONS = [
  "kept",
  "from",
  "others",
  "destruction",
  "rights",
  "safety",
  "cookies",
  "officer",
  "remedy",
  "changes",
] as const;

/** The privacy policy of a space, as article 30 of the Personal Information Protection Act asks for it. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { directory, language, portal } = context;
  const { kind, name, contact } = directory.space;
  const t = translator(language, kind);
  return {
    meta: { title: t("privacy:title"), description: t("privacy:description") },
    space: name[language],
    contact: contactIn(contact, language),
    cookies: { session: portal.sessions.cookieName, device: portal.devices.cookieName },
    isDemonstration: portal.demonstration !== undefined,
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function PrivacyPolicy() {
  const { t } = useTranslation("privacy");
  const format = useFormat();
  const { space, contact, cookies, isDemonstration } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader title={t("title")} lead={t("lead", { space })} crumbs={[{ label: t("title") }]} />
      {isDemonstration && <p className="privacy-demonstration">{t("demonstration")}</p>}
      <LongPage contents={t("contents")} sections={SECTIONS.map((id) => ({ id, title: t(`${id}.title`) }))}>
        <Kept />
        <LongPageSection id="from" title={t("from.title")}>
          <div className="prose">
            <p>{t("from.agency")}</p>
            <p>{t("from.written")}</p>
            <p>{t("from.basis", { space })}</p>
          </div>
        </LongPageSection>
        <Others processors={contact?.processors ?? []} />
        <LongPageSection id="destruction" title={t("destruction.title")}>
          <div className="prose">
            <p>{t("destruction.days")}</p>
            <p>{t("destruction.keys")}</p>
            <p>{t("destruction.record")}</p>
          </div>
        </LongPageSection>
        <LongPageSection id="rights" title={t("rights.title")}>
          <div className="prose">
            <p>{t("rights.own")}</p>
            <p>{t("rights.ask")}</p>
            <p>{t("rights.agent")}</p>
            <p>{t("rights.refused")}</p>
          </div>
          <p className="about-links cluster">
            <Link className="text-link" to="/me/data">
              {t("rights.see")}
            </Link>
            <Link className="text-link" to="/me/leave">
              {t("rights.leave")}
            </Link>
          </p>
        </LongPageSection>
        <LongPageSection id="safety" title={t("safety.title")}>
          <div className="prose">
            <ul>
              <li>{t("safety.sealed")}</li>
              <li>{t("safety.hashed")}</li>
              <li>{t("safety.access")}</li>
              <li>{t("safety.logs")}</li>
              <li>{t("safety.elsewhere")}</li>
            </ul>
          </div>
        </LongPageSection>
        <Cookies names={cookies} />
        <Officer contact={contact} space={space} />
        <LongPageSection id="remedy" title={t("remedy.title")}>
          <div className="prose">
            <p>{t("remedy.lead")}</p>
            <ul>
              <li>{t("remedy.centre")}</li>
              <li>{t("remedy.mediation")}</li>
              <li>{t("remedy.prosecution")}</li>
              <li>{t("remedy.police")}</li>
            </ul>
          </div>
        </LongPageSection>
        <LongPageSection id="changes" title={t("changes.title")}>
          <div className="prose">
            <p>{t("changes.text", { date: format.date(POLICY_SINCE) })}</p>
          </div>
        </LongPageSection>
      </LongPage>
    </div>
  );
}
