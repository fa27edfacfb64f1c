/** One entry of a feed. Texts are plain; times ISO 8601. */
export interface FeedEntry {
  /** Never changes, whatever becomes of the address. */
  id: string;
  title: string;
  summary: string;
  url: string;
  category: string;
  publishedAt: string;
}

interface Feed {
  title: string;
  subtitle: string;
  language: string;
  /** The address of the feed itself, and of the page with the same in it. */
  self: string;
  page: string;
  author: string;
  /** For a feed without entries. */
  updatedAt: string;
  entries: readonly FeedEntry[];
}

/** An Atom feed (RFC 4287). Its entries come newest first. */
export function atomFeed({
  title,
  subtitle,
  language,
  self,
  page,
  author,
  updatedAt,
  entries,
}: Feed): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(language)}">
<id>${escapeXml(self)}</id>
<title>${escapeXml(title)}</title>
<subtitle>${escapeXml(subtitle)}</subtitle>
<updated>${entries[0]?.publishedAt ?? updatedAt}</updated>
<link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>
<link rel="alternate" type="text/html" href="${escapeXml(page)}"/>
<author><name>${escapeXml(author)}</name></author>
${entries.map(entryXml).join("\n")}
</feed>
`;
}

const entryXml = ({ id, title, summary, url, category, publishedAt }: FeedEntry) => `<entry>
<id>${escapeXml(id)}</id>
<title>${escapeXml(title)}</title>
<link rel="alternate" type="text/html" href="${escapeXml(url)}"/>
<published>${publishedAt}</published>
<updated>${publishedAt}</updated>
<category term="${escapeXml(category)}"/>
<summary>${escapeXml(summary)}</summary>
</entry>`;

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Characters that XML 1.0 has no way to write, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(NOT_IN_XML, "")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
