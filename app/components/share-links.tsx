import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { LinkIcon, MailIcon, PrintIcon } from "./icons.tsx";
import { useHydrated } from "./use-hydrated.ts";

interface ShareLinksProps {
  title: string;
  /** The page's full address. */
  url: string;
  /** Offer to print, for pages that people take along. */
  print?: boolean;
}

/** No trackers and no foreign buttons: an address to copy, a mail, a sheet of paper. */
export function ShareLinks({ title, url, print = false }: ShareLinksProps) {
  const { t } = useTranslation();
  const hydrated = useHydrated();
  const [copied, setCopied] = useState(false);

  const canShare = hydrated && typeof navigator.share === "function";

  /** Whoever closes the phone's own sheet has changed their mind, and nothing is wrong. */
  const share = () => navigator.share({ title, url }).catch(() => undefined);
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    setCopied(true);
  };
  return (
    <div className="share-links">
      {canShare && (
        <Button type="button" look="secondary" size="small" onClick={() => void share()}>
          {t("share.native")}
        </Button>
      )}
      {hydrated && (
        <Button type="button" look="tertiary" size="small" onClick={() => void copy()}>
          <LinkIcon size={18} />
          {t("share.copy")}
        </Button>
      )}
      <a
        className="krds-btn tertiary small"
        href={`mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(url)}`}
      >
        <MailIcon size={18} />
        {t("share.mail")}
      </a>
      {hydrated && print && (
        <Button type="button" look="tertiary" size="small" onClick={() => window.print()}>
          <PrintIcon size={18} />
          {t("share.print")}
        </Button>
      )}
      <span className="share-done" role="status">
        {copied ? t("share.copied") : ""}
      </span>
    </div>
  );
}

/** On paper a link has no use, but its address has. */
export function PrintedAddress({ url }: { url: string }) {
  const { t } = useTranslation();
  return (
    <p className="print-only">
      {t("share.address")}: {url}
    </p>
  );
}
