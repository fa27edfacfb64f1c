interface MarkdownProps {
  /** HTML that the server made from Markdown and sanitized (app/platform/markdown.ts). Nothing else may come here. */
  html: string;
  /** The language the text was written in, when it is not the page's. */
  lang?: string;
}

export function Markdown({ html, lang }: MarkdownProps) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the server sanitized it; see the property's comment.
  return <div className="prose" lang={lang} dangerouslySetInnerHTML={{ __html: html }} />;
}
