import MarkdownIt from "markdown-it";
import sanitizeHtml from "sanitize-html";
import { excerptOf } from "./excerpt.ts";
import { addressLinks, narrowMarkdown } from "./markdown-rules.ts";

/**
 * The safe subset of Markdown that people write in, which is what the editor teaches: paragraphs, headings, bold, bullets,
 * quotes, links. All else, raw HTML too, is text. What comes out is sanitized once more, so a fault in the one is caught
 * by the other. Pictures are attachments and not part of the text: nobody can load a foreign picture into a reader.
 */
const markdown = new MarkdownIt("zero", { linkify: true, breaks: true }).use(narrowMarkdown);

/** Lines and paragraphs, and addresses as links. */
const plainText = new MarkdownIt("zero", { linkify: true, breaks: true }).use(addressLinks).enable("newline");

/** How a text is to be read: what another service collected was not written as Markdown. */
export type Dialect = "markdown" | "text";

/** @param source what a matter was imported from; null for what was written here */
export const dialectOf = (source: string | null): Dialect => (source === null ? "markdown" : "text");

/** Each paragraph runs in the direction of its own first letter: an Arabic quotation between Korean lines too. */
const ownDirection = (tag: string) => sanitizeHtml.simpleTransform(tag, { dir: "auto" });

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: ["p", "br", "h3", "h4", "strong", "ul", "li", "blockquote", "a"],
  allowedAttributes: {
    a: ["href", "rel"],
    p: ["dir"],
    h3: ["dir"],
    h4: ["dir"],
    li: ["dir"],
    blockquote: ["dir"],
  },
  allowedSchemes: ["http", "https", "mailto"],
  transformTags: {
    // The page's own title is h1 and its sections are h2: a text begins below them.
    h1: ownDirection("h3"),
    h2: ownDirection("h3"),
    h3: ownDirection("h3"),
    h4: ownDirection("h4"),
    h5: ownDirection("h4"),
    h6: ownDirection("h4"),
    p: ownDirection("p"),
    li: ownDirection("li"),
    blockquote: ownDirection("blockquote"),
    a: sanitizeHtml.simpleTransform("a", { rel: "nofollow noopener ugc" }),
  },
};

const render = (text: string, dialect: Dialect) =>
  (dialect === "markdown" ? markdown : plainText).render(text);

export function markdownToHtml(text: string, dialect: Dialect = "markdown"): string {
  return sanitizeHtml(render(text, dialect), ALLOWED);
}

/** The text without its marks, its white space single. */
export function markdownToPlain(text: string, dialect: Dialect = "markdown"): string {
  return sanitizeHtml(render(text, dialect), { allowedTags: [], allowedAttributes: {} })
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
}

/** The plain text cut at a word near `length`: for lists and descriptions. */
export function plainExcerpt(text: string, dialect: Dialect = "markdown", length = 120): string {
  return excerptOf(markdownToPlain(text, dialect), length);
}
