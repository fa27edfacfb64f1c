import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { useHydrated } from "#app/components/use-hydrated.ts";

/** A text to take along: it can be selected without JavaScript, and copied at one touch with it. */
export function CopyText({ label, text, rows = 4 }: { label: string; text: string; rows?: number }) {
  const { t } = useTranslation("drives");
  const hydrated = useHydrated();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="copy-text">
      <label className="copy-label">
        <span>{label}</span>
        <textarea className="krds-input" readOnly rows={rows} value={text} />
      </label>
      {hydrated && (
        <div className="cluster tight">
          <Button type="button" look="tertiary" size="small" onClick={() => void copy()}>
            {t("collect.copy")}
          </Button>
          <span className="share-done" role="status">
            {copied ? t("collect.copied") : ""}
          </span>
        </div>
      )}
    </div>
  );
}
