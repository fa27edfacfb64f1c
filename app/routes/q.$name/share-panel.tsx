import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmbedCodes } from "#app/components/embed-code.tsx";
import { QrCode } from "#app/components/quick/qr-code.tsx";
import { ShareLinks } from "#app/components/share-links.tsx";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";
import { quickPollFrame } from "#app/domain/views/embeds.ts";
import type { QuickPageData } from "./quick-page.server.ts";

/** How others come here: an address, a code to be read, a number to be typed. Open at once for who has just made it. */
export function SharePanel({ page, title }: { page: QuickPageData; title: string }) {
  const { t } = useTranslation("quick");
  const { url, code, qr, name } = page;
  return (
    <details className="fold panel" open={page.made}>
      <summary>{t("share.title")}</summary>
      <div className="quick-share">
        <QrCode drawing={qr} label={t("share.qr")} />
        <div className="stack">
          <p className="quick-address">{decodeURI(url)}</p>
          {code !== null && (
            <p>
              {t("share.code")} <strong className="quick-code">{code}</strong>
            </p>
          )}
          <ShareLinks title={title} path={quickPollPath(name)} />
          <EmbedCodes frames={[{ path: quickPollFrame(name), title }]} />
          <p>
            <Link className="text-link" to={quickPollPath(name, "/screen")}>
              {t("screen.open")}
            </Link>
          </p>
        </div>
      </div>
    </details>
  );
}
