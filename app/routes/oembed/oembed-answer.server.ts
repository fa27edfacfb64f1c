import escapeHtml from "escape-html";

/** A column of text, in pixels. */
const WIDTH = 480;
/** A page that is cached so long shows the frame's own, fresh numbers all the same. */
const CACHE_SECONDS = 86_400;

interface Framed {
  title: string;
  /** The frame's whole address. */
  frame: string;
  /** In pixels, where nothing says otherwise. */
  height: number;
  provider: { name: string; url: string };
  /** maxwidth and maxheight, in pixels; what is no number is passed over. */
  asked: URLSearchParams;
}

/** An answer of the type "rich" (oEmbed 1.0, 2.3.4.4). */
export function oembedAnswer({ title, frame, height: usual, provider, asked }: Framed) {
  const width = withinMost(WIDTH, asked.get("maxwidth"));
  const height = withinMost(usual, asked.get("maxheight"));
  return {
    version: "1.0",
    type: "rich",
    title,
    provider_name: provider.name,
    provider_url: provider.url,
    cache_age: CACHE_SECONDS,
    width,
    height,
    html: `<iframe src="${escapeHtml(frame)}" title="${escapeHtml(title)}" width="${width}" height="${height}" style="border:0;max-width:100%" loading="lazy"></iframe>`,
  };
}

const withinMost = (size: number, most: string | null) =>
  most !== null && /^[1-9]\d{0,5}$/.test(most) ? Math.min(size, Number(most)) : size;
