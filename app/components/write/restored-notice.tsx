import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { SaverView } from "./draft-saver.ts";

interface RestoredNoticeProps {
  view: SaverView;
  /** When the server last took the draft. */
  savedAt: string | null;
  onKeep: () => void;
  onDrop: () => void;
}

/** Text that only this browser had stands in the form again; its writer decides which of the two goes on. */
export function RestoredNotice({ view, savedAt, onKeep, onDrop }: RestoredNoticeProps) {
  const { t } = useTranslation("write");
  const format = useFormat();
  if (view.restoredAt === null) return null;
  return (
    <Notice tone="warning" live title={t("restored.title")}>
      <p>{t("restored.text", { time: format.dateTime(view.restoredAt) })}</p>
      {savedAt !== null && <p>{t("restored.saved", { time: format.dateTime(savedAt) })}</p>}
      <div className="cluster tight notice-actions">
        <Button type="button" look="secondary" size="medium" onClick={onKeep}>
          {t("restored.keep")}
        </Button>
        <Button type="button" look="tertiary" size="medium" onClick={onDrop}>
          {savedAt === null ? t("restored.discard") : t("restored.revert")}
        </Button>
      </div>
    </Notice>
  );
}
