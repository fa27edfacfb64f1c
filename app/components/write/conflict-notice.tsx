import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { SavedText } from "./editor-types.ts";

interface ConflictNoticeProps {
  id: string;
  /** The form with what this window has. */
  formId: string;
  /** What another window saved. */
  saved: SavedText;
  /** The other's text goes on, and nothing of this window's may come back. */
  onGiveWay: () => void;
}

/**
 * Another window saved something else since this one began: its text is shown beside the form, and its writer decides
 * which of the two goes on. Until then no button of the form writes over it.
 */
export function ConflictNotice({ id, formId, saved, onGiveWay }: ConflictNoticeProps) {
  const { t } = useTranslation("write");
  const format = useFormat();
  return (
    <Notice tone="warning" live title={t("conflict.title")}>
      <p>{t("conflict.text", { time: format.dateTime(saved.savedAt) })}</p>
      <section className="conflict-text" aria-labelledby="conflict-saved">
        <h2 className="h-sub" id="conflict-saved">
          {t("conflict.saved")}
        </h2>
        <p className="conflict-title" dir="auto">
          {saved.title || t("unfinished.untitled")}
        </p>
        <p className="conflict-body" dir="auto">
          {saved.body}
        </p>
      </section>
      <div className="cluster tight notice-actions">
        <Button
          look="secondary"
          size="medium"
          form={formId}
          name="intent"
          value={`overwrite:${saved.version}`}
        >
          {t("conflict.mine")}
        </Button>
        <LinkButton look="tertiary" size="medium" to={`/drafts/${id}`} reloadDocument onClick={onGiveWay}>
          {t("conflict.theirs")}
        </LinkButton>
      </div>
    </Notice>
  );
}
