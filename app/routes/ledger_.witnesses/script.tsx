import { useTranslation } from "react-i18next";

/** A script as it stands in public/, to be read and to be taken along. */
export function Script({ name, text }: { name: string; text?: string }) {
  const { t } = useTranslation("ledger");
  return (
    <>
      {text !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the frame cannot be scrolled by keyboard.
        <pre className="receipt-note" tabIndex={0}>
          <code>{text}</code>
        </pre>
      )}
      <p>
        {/* One file for all spaces: it does not stand in any of them. */}
        <a className="text-link" href={`/${name}`} download>
          {t("witness.download", { name })}
        </a>
      </p>
    </>
  );
}
