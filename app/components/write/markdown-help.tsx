import { useTranslation } from "react-i18next";

/** How to write it, and what comes of it: the whole subset in five lines. */
export function MarkdownHelp() {
  const { t } = useTranslation("write");
  const rows = [
    { write: t("markdown.headingSample"), means: t("markdown.heading") },
    { write: t("markdown.boldSample"), means: t("markdown.bold") },
    { write: t("markdown.listSample"), means: t("markdown.list") },
    { write: t("markdown.quoteSample"), means: t("markdown.quote") },
    { write: "https://example.kr", means: t("markdown.link") },
  ];
  return (
    <details className="write-help">
      <summary>{t("markdown.summary")}</summary>
      <dl>
        {rows.map(({ write, means }) => (
          <div key={means}>
            <dt>
              <code>{write}</code>
            </dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
      <p className="small muted">{t("markdown.paragraph")}</p>
    </details>
  );
}
