import { useTranslation } from "react-i18next";
import { LongPageSection } from "#app/components/long-page.tsx";
import type { contactIn } from "#app/domain/space/contact.ts";

/** Who answers for personal data, and how they are reached. */
export function Officer({ contact, space }: { contact: ReturnType<typeof contactIn>; space: string }) {
  const { t } = useTranslation("privacy");
  return (
    <LongPageSection id="officer" title={t("officer.title")}>
      <p className="about-lead">{t("officer.lead")}</p>
      {contact ? (
        <dl className="contact-list">
          <dt>{t("officer.who")}</dt>
          <dd>{contact.officer.title}</dd>
          <dt>{t("officer.phone")}</dt>
          <dd>
            <a href={`tel:${contact.officer.phone.replace(/[^0-9+]/g, "")}`}>{contact.officer.phone}</a>
          </dd>
          <dt>{t("officer.email")}</dt>
          <dd>
            <a href={`mailto:${contact.officer.email}`}>{contact.officer.email}</a>
          </dd>
          <dt>{t("officer.address")}</dt>
          <dd>{contact.address}</dd>
        </dl>
      ) : (
        <p>{t("officer.none", { space })}</p>
      )}
    </LongPageSection>
  );
}
