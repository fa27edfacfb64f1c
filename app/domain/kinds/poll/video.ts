import type { Language } from "#db/tables/language.ts";

/** A film at one of the two hosts whose players a poll's page shows. */
export interface HostedVideo {
  host: "youtube" | "vimeo";
  id: string;
  /** Of a film at Vimeo that is not listed: who has this may see it. */
  key: string | null;
}

/** The origins of the players; YouTube's is the one that sets no cookie before the film plays. */
export const PLAYER_ORIGINS = {
  youtube: "https://www.youtube-nocookie.com",
  vimeo: "https://player.vimeo.com",
} as const;

/** Who learns of it that somebody watches. */
export const VIDEO_PROVIDERS = { youtube: "YouTube (Google)", vimeo: "Vimeo" } as const;

const YOUTUBE = new Set(["www.youtube.com", "m.youtube.com", "youtube.com", "www.youtube-nocookie.com"]);
const YOUTUBE_FOLDERS = new Set(["embed", "shorts", "live"]);
/** Two names of that length are no films: a list, and what a channel sends just now. */
const YOUTUBE_ID = /^(?!videoseries$|live_stream$)[\w-]{11}$/;
const VIMEO_ID = /^[1-9]\d{0,14}$/;
const VIMEO_KEY = /^[0-9a-f]{6,40}$/;

/** The film that an address names; null: it is no address of a film at these hosts, such as the host's alone. */
export function videoAt(address: string): HostedVideo | null {
  if (!URL.canParse(address)) return null;
  const { protocol, host, pathname, searchParams } = new URL(address);
  if (protocol !== "https:") return null;
  const [first = "", second = "", third] = pathname.replace(/\/$/, "").split("/").slice(1);
  if (host === "youtu.be") return second === "" ? youtube(first) : null;
  if (YOUTUBE.has(host)) {
    if (first === "watch") return second === "" ? youtube(searchParams.get("v") ?? "") : null;
    return YOUTUBE_FOLDERS.has(first) && third === undefined ? youtube(second) : null;
  }
  if (host === "vimeo.com") return third === undefined ? vimeo(first, second) : null;
  if (host === "player.vimeo.com")
    return first === "video" && third === undefined ? vimeo(second, searchParams.get("h") ?? "") : null;
  return null;
}

const youtube = (id: string): HostedVideo | null =>
  YOUTUBE_ID.test(id) ? { host: "youtube", id, key: null } : null;

const vimeo = (id: string, key: string): HostedVideo | null =>
  VIMEO_ID.test(id) && (key === "" || VIMEO_KEY.test(key)) ? { host: "vimeo", id, key: key || null } : null;

/**
 * The address of the player, which plays at once: it is loaded when the reader has said so. Captions are on, in the
 * reader's language where the film has them (YouTube's player parameters `cc_load_policy` and `cc_lang_pref`, Vimeo's
 * `texttrack`); Vimeo keeps no statistics of the reader (`dnt`).
 */
export function playerOf({ host, id, key }: HostedVideo, language: Language): string {
  if (host === "youtube") {
    const asked = new URLSearchParams({
      autoplay: "1",
      cc_load_policy: "1",
      cc_lang_pref: language,
      hl: language,
      playsinline: "1",
      rel: "0",
    });
    return `${PLAYER_ORIGINS.youtube}/embed/${id}?${asked}`;
  }
  const asked = new URLSearchParams({ ...(key && { h: key }), autoplay: "1", dnt: "1", texttrack: language });
  return `${PLAYER_ORIGINS.vimeo}/video/${id}?${asked}`;
}

/** Where the film stands at its host, to be watched there. */
export const watchAddressOf = ({ host, id, key }: HostedVideo): string =>
  host === "youtube"
    ? `https://www.youtube.com/watch?v=${id}`
    : `https://vimeo.com/${id}${key ? `/${key}` : ""}`;
