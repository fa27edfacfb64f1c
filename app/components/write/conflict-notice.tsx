import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";

interface ConflictNoticeProps {
  /** The form with what this window has. */
  formId: string;
  /** What another window saved, and when (ISO). */
  version: number;
  savedAt: string;
  texts: readonly { label: string; text: string }[];
  /** The page that goes on with the other's text. */
  to: string;
  /** Nothing of this window's may come back. */
  onGiveWay?: () => void;
}

/**
 * Another window saved something else since this one began: its text is shown beside the form, and its writer decides
 * which of the two goes on. Until then no button of the form writes over it.
 */
export function ConflictNotice({ formId, version, savedAt, texts, to, onGiveWay }: ConflictNoticeProps) {
  const { t } = useTranslation("write");
  const format = useFormat();
  return (
    <Notice tone="warning" live title={t("conflict.title")}>
      <p>{t("conflict.text", { time: format.dateTime(savedAt) })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the frame cannot be scrolled by keyboard. */}
      <section className="conflict-text" aria-label={t("conflict.saved")} tabIndex={0}>
        <dl>
          {texts.map(({ label, text }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: texts have no identity but their place
            <div key={place}>
              <dt>{label}</dt>
              <dd dir="auto">{text}</dd>
            </div>
          ))}
        </dl>
      </section>
      <div className="cluster tight notice-actions">
        <Button look="secondary" size="medium" form={formId} name="intent" value={`overwrite:${version}`}>
          {t("conflict.mine")}
        </Button>
        <LinkButton look="tertiary" size="medium" to={to} reloadDocument onClick={onGiveWay}>
          {t("conflict.theirs")}
        </LinkButton>
      </div>
    </Notice>
  );
}
