import { useTranslation } from "react-i18next";
import type { Decision } from "#db/tables/duty.ts";

/** That an office decided otherwise than before. */
export function ChangedNote({ from, to }: { from: Decision | null; to: Decision }) {
  const { t } = useTranslation("duties");
  const { t: common } = useTranslation();
  if (from === null) return null;
  return (
    <p className="changed-note">
      {t("reply.changed", { from: common(`decisionShort.${from}`), to: common(`decisionShort.${to}`) })}
    </p>
  );
}
