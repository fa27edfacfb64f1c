import { useTranslation } from "react-i18next";
import { Notice } from "#app/components/notice.tsx";
import type { ElectorReason } from "#app/domain/kinds/poll/electors.ts";

/** Why the reader may not take part in a poll. */
export function Reasons({ reasons }: { reasons: readonly ElectorReason[] }) {
  const { t } = useTranslation("polls");
  return (
    <Notice tone="warning" title={t("reasons.title")}>
      <ul className="plain-bullets">
        {reasons.map((reason) => (
          <li key={reason}>{t(`reasons.${reason}`)}</li>
        ))}
      </ul>
    </Notice>
  );
}
