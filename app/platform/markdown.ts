import MarkdownIt from "markdown-it";
import sanitizeHtml from "sanitize-html";

/**
 * The safe subset of Markdown that people write in: paragraphs, second- and third-level headings, emphasis, lists,
 * quotes, links. Raw HTML is text. What comes out is sanitized once more, so a fault in the one is caught by the
 * other. Pictures are attachments and not part of the text: nobody can load a foreign picture into a reader.
 */
const markdown = new MarkdownIt("default", { html: false, linkify: true, breaks: true }).disable([
  "image",
  "table",
  "code",
  "fence",
  "hr",
  "html_block",
  "html_inline",
]);

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: ["p", "br", "h3", "h4", "strong", "em", "s", "ul", "ol", "li", "blockquote", "a", "code"],
  allowedAttributes: { a: ["href", "rel"], ol: ["start"] },
  allowedSchemes: ["http", "https", "mailto"],
  transformTags: {
    // The page's own title is h1 and its sections are h2: a text begins below them.
    h1: "h3",
    h2: "h3",
    h5: "h4",
    h6: "h4",
    a: sanitizeHtml.simpleTransform("a", { rel: "nofollow noopener ugc" }),
  },
};

export function markdownToHtml(text: string): string {
  return sanitizeHtml(markdown.render(text), ALLOWED);
}

/** The text without its marks, its white space single. */
export function markdownToPlain(text: string): string {
  return sanitizeHtml(markdown.render(text), { allowedTags: [], allowedAttributes: {} })
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
}

/** The plain text cut at a word near `length`: for lists and descriptions. */
export function plainExcerpt(text: string, length = 120): string {
  const plain = markdownToPlain(text);
  if (plain.length <= length) return plain;
  const cut = plain.slice(0, length);
  const space = cut.lastIndexOf(" ");
  return `${(space > length / 2 ? cut.slice(0, space) : cut).toWellFormed()}…`;
}
