import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { Markdown } from "#app/components/markdown.tsx";

interface PreviewPanelProps {
  /** null: not there yet. */
  html: string | null;
  open: boolean;
  onOpen: () => void;
  onClose: () => void;
}

/** Without JavaScript the button sends the form and the page comes back with the panel; with it, it stays live. */
export function PreviewPanel({ html, open, onOpen, onClose }: PreviewPanelProps) {
  const { t } = useTranslation("write");
  return (
    <div className="stack tight">
      <Button
        look="secondary"
        size="medium"
        className="write-preview-button"
        name="intent"
        value="preview"
        aria-expanded={open}
        aria-controls="draft-preview"
        onClick={(event) => {
          event.preventDefault();
          if (open) onClose();
          else onOpen();
        }}
      >
        {open ? t("preview.close") : t("preview.open")}
      </Button>
      <section
        className="panel write-preview"
        id="draft-preview"
        aria-label={t("preview.title")}
        hidden={!open}
      >
        <p className="small muted">{t("preview.note")}</p>
        {html ? <Markdown html={html} /> : <p className="muted">{t("preview.empty")}</p>}
      </section>
    </div>
  );
}
