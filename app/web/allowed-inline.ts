import { createHash } from "node:crypto";

/** What stands in a page itself and may run there, as sources of a Content-Security-Policy. */
export interface AllowedInline {
  scripts: readonly string[];
}

/**
 * Takes the nonce out of a page that is kept for everybody, and says which of its scripts bore it, by their hashes. So
 * its bytes are the same for every reader, and can be kept compressed, while no reader is told a nonce that another one
 * was told.
 *
 * Only what was drawn with the nonce is allowed, never all that the page has: a script that came into it with what
 * somebody wrote bears none, since the nonce is made for one drawing and leaves the process with no page.
 */
export function allowInline(html: string, nonce: string): { html: string; inline: AllowedInline } {
  const mark = ` nonce="${nonce}"`;
  const scripts = new Set<string>();
  for (const [, before = "", after = "", text = ""] of html.matchAll(
    new RegExp(`<script([^>]*)${mark}([^>]*)>(.*?)</script`, "gis"),
  )) {
    // Those of a file are allowed by where they are from.
    if (!/\ssrc=/i.test(before + after))
      scripts.add(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  }
  return { html: html.replaceAll(mark, ""), inline: { scripts: [...scripts] } };
}
