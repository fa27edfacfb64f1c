import escapeHtml from "escape-html";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { CodeBlock } from "./code-block.tsx";
import { useRootData } from "./root-data.ts";
import { useSpaceUrl } from "./space-path.ts";
import { useHydrated } from "./use-hydrated.ts";

/** High enough for a title of two lines, until the frame says how high it is; in pixels. */
const HEIGHT = 224;

/**
 * What somebody puts into a page of theirs: a frame, and the script that makes it as high as what is in it.
 *
 * @param frame its whole address
 */
export const embedCode = (frame: string, title: string): string =>
  `<iframe src="${escapeHtml(frame)}" title="${escapeHtml(title)}"
  width="100%" height="${HEIGHT}" style="border:0" loading="lazy"></iframe>
<script>
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== "${new URL(frame).origin}" || data?.type !== "gonggam-height") return;
    for (const frame of document.querySelectorAll("iframe"))
      if (frame.contentWindow === source) frame.style.height = \`\${data.height}px\`;
  });
</script>`;

interface EmbedCodesProps {
  /** What can be shown: the path of its frame within the space, and what it is called. */
  frames: readonly { path: string; title: string }[];
}

/** Code by which other sites show this, folded away: few need it. */
export function EmbedCodes({ frames }: EmbedCodesProps) {
  const { t } = useTranslation();
  return (
    <details className="fold">
      <summary>{t("share.embed")}</summary>
      <div className="stack">
        <p className="small muted">{t("share.embedText")}</p>
        {frames.map((frame) => (
          <EmbedCode key={frame.path} {...frame} named={frames.length > 1} />
        ))}
      </div>
    </details>
  );
}

/** @param named what it is of stands above it */
function EmbedCode({ path, title, named }: EmbedCodesProps["frames"][number] & { named: boolean }) {
  const { t } = useTranslation();
  const { language } = useRootData();
  const here = useSpaceUrl();
  const hydrated = useHydrated();
  const [copied, setCopied] = useState(false);
  const code = embedCode(here(`${path}?lang=${language}`), title);
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    setCopied(true);
  };
  return (
    <div className="stack tight">
      {named && (
        <p dir="auto">
          <strong>{title}</strong>
        </p>
      )}
      <CodeBlock label={named ? `${t("share.embed")}: ${title}` : t("share.embed")} code={code} />
      {hydrated && (
        <p className="share-links">
          <Button type="button" look="tertiary" size="small" onClick={() => void copy()}>
            {t("share.copyCode")}
          </Button>
          <span className="share-done" role="status">
            {copied ? t("share.codeCopied") : ""}
          </span>
        </p>
      )}
    </div>
  );
}
