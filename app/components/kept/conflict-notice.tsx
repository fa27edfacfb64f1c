import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";

interface ConflictNoticeProps {
  /** The form with what this window has. */
  formId: string;
  /** What stands there by now: its version or mark, since when (ISO), and its texts. */
  version: number | string;
  savedAt: string;
  texts: readonly { label: string; text: string }[];
  /** What the form's buttons ask for: what Enter does, and the act that is done in spite of what stands there. */
  intents?: { enter: string; overwrite: string };
  /** Other words than those of two windows. */
  words?: Words;
  /** The page that goes on with the other's text. */
  to: string;
  /** Nothing of this window's may come back. */
  onGiveWay?: () => void;
}

interface Words {
  title: string;
  text: string;
  saved: string;
  mine: string;
  theirs: string;
}

const INTENTS = { enter: "save", overwrite: "overwrite" };

/**
 * Something else was saved since this window began: that text is shown beside the form, and its writer decides which of
 * the two goes on. Until then no button of the form writes over it.
 */
export function ConflictNotice(props: ConflictNoticeProps) {
  const { formId, version, savedAt, texts, intents = INTENTS, to, onGiveWay } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const words: Words = props.words ?? {
    title: t("conflict.title"),
    text: t("conflict.text", { time: format.dateTime(savedAt) }),
    saved: t("conflict.saved"),
    mine: t("conflict.mine"),
    theirs: t("conflict.theirs"),
  };
  return (
    <Notice tone="warning" live title={words.title}>
      <p>{words.text}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the frame cannot be scrolled by keyboard. */}
      <section className="conflict-text" aria-label={words.saved} tabIndex={0}>
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
      {/* The form's first button is what the Enter key presses, and a form's buttons are in the order of the page. */}
      <button
        className="sr-only"
        type="submit"
        form={formId}
        name="intent"
        value={intents.enter}
        tabIndex={-1}
        aria-hidden="true"
      >
        {words.title}
      </button>
      <div className="cluster tight notice-actions">
        <Button
          look="secondary"
          size="medium"
          form={formId}
          name="intent"
          value={`${intents.overwrite}:${version}`}
        >
          {words.mine}
        </Button>
        <LinkButton look="tertiary" size="medium" to={to} reloadDocument onClick={onGiveWay}>
          {words.theirs}
        </LinkButton>
      </div>
    </Notice>
  );
}
