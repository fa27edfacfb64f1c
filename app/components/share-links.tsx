import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { LinkIcon, MailIcon, PrintIcon, ShareIcon } from "./icons.tsx";
import { localizedUrl } from "./page-meta.ts";
import { useRootData } from "./root-data.ts";
import { useSpacePath } from "./space-path.ts";
import { useHydrated } from "./use-hydrated.ts";

interface ShareProps {
  title: string;
  /** The page's path within its space: what is shared is its one address, however the reader came here. */
  path: string;
  /** Offer to print, for pages that people take along. */
  print?: boolean;
}

/** All ways to give a page to others: what a phone offers, among it KakaoTalk, its address, a code to be read. */
export function ShareBlock(props: ShareProps) {
  return (
    <div className="stack tight">
      <ShareLinks {...props} />
      <ShareMore path={props.path} />
    </div>
  );
}

/** No trackers and no foreign buttons: an address to hand on, a mail, a sheet of paper. */
export function ShareLinks({ title, path, print = false }: ShareProps) {
  const { t } = useTranslation();
  const hydrated = useHydrated();
  const url = useSharedUrl(path);
  const [said, setSaid] = useState<"copied" | "notCopied" | null>(null);

  const canShare = hydrated && typeof navigator.share === "function";

  /** Whoever closes the phone's own sheet has changed their mind, and nothing is wrong. */
  const share = () => navigator.share({ title, url }).catch(() => undefined);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setSaid("copied");
    } catch {
      // It was not allowed, or the page came over an open line.
      setSaid("notCopied");
    }
  };
  return (
    <div className="share-links">
      {canShare && (
        <Button type="button" look="secondary" size="small" onClick={() => void share()}>
          <ShareIcon size={18} />
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
        {said && t(`share.${said}`)}
      </span>
    </div>
  );
}

/** What needs no script: the address as it is, and the same to be read by a phone. The code is drawn when it is looked at. */
function ShareMore({ path }: { path: string }) {
  const { t } = useTranslation();
  const { language } = useRootData();
  const within = useSpacePath();
  const url = useSharedUrl(path);
  return (
    <details className="fold share-more">
      <summary>{t("share.more")}</summary>
      <div className="share-more-parts">
        <img
          src={within(`/qr.svg?${new URLSearchParams({ path, lang: language })}`)}
          alt={t("share.qr")}
          width={160}
          height={160}
          loading="lazy"
        />
        <div className="stack tight">
          <p className="share-address">{url}</p>
          <p className="small muted">{t("share.paste")}</p>
        </div>
      </div>
    </details>
  );
}

/** On paper a link has no use, but its address has. */
export function PrintedAddress({ path }: Pick<ShareProps, "path">) {
  const { t } = useTranslation();
  const url = useSharedUrl(path);
  return (
    <p className="print-only">
      {t("share.address")}: {url}
    </p>
  );
}

/** The page's one address in the reader's language, readable where it is not of Latin letters. */
function useSharedUrl(path: string): string {
  const { origin, language } = useRootData();
  const within = useSpacePath();
  return decodeURI(localizedUrl(origin, within(path), language));
}
