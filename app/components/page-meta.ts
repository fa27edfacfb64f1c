import type { MetaDescriptor } from "@remix-run/react";
import { spacePath } from "#app/domain/space/address.ts";
import { readEmbed } from "#app/domain/views/embeds.ts";
import type { Language } from "#db/tables/language.ts";

const SITE_NAME: Record<Language, string> = { ko: "공감", en: "Gonggam", ja: "Gonggam（共感）" };
const ERROR_TITLE: Record<Language, string> = {
  ko: "페이지를 보여 드릴 수 없습니다",
  en: "This page cannot be shown",
  ja: "ページを表示できません",
};
const OPEN_GRAPH_LOCALE: Record<Language, string> = { ko: "ko_KR", en: "en_US", ja: "ja_JP" };

/** The part of the root loader's data that `pageMeta` needs. */
interface PageMetaContext {
  language: Language;
  origin: string;
  prefix: string;
  spaceName: string;
}

/** What messengers are told of a page that has a picture of its own. */
export interface SharedWords {
  /** Its path, within the space. */
  picture: string;
  /** Another one when something else stands on it: they keep a picture by its address. */
  version: string;
  /** What it is and how far it has come, as it stands on the picture. */
  said: string;
  /** The picture, for who does not see it. */
  alt: string;
}

interface PageMeta extends PageMetaContext {
  /** Without the site's name; an empty title leaves the site's name alone, for the home page. */
  title: string;
  description: string;
  /** Without language and space: `/proposals/12` */
  path: string;
  type?: "website" | "article";
  /** Left out or null: the space's own picture. */
  shared?: SharedWords | null;
}

/** What a page's loader says of the page, as `meta`. */
interface PageWords extends Pick<PageMeta, "title" | "description" | "type" | "shared"> {
  /** What search engines are asked to leave out, such as "noindex". */
  robots?: string | null;
  /** Whether other sites may learn how to show it; left out: where search engines may list it. */
  shownElsewhere?: boolean;
}

interface PageOfLoader {
  /** Without it the page could not be made. */
  data: { meta: PageWords } | undefined;
  error?: unknown;
  matches: readonly { id: string; data: unknown }[];
  location: { pathname: string };
}

/** A route's `meta`, from the `meta` in what its loader returns. */
export function metaOfPage({ data, error, matches, location }: PageOfLoader): MetaDescriptor[] {
  const root = rootOf(matches);
  if (error || !data) return errorMeta(root.language);
  const { robots, shownElsewhere = !robots, ...words } = data.meta;
  return [
    ...pageMeta({ ...words, path: location.pathname, ...root }),
    ...(robots ? [{ name: "robots", content: robots }] : []),
    ...(shownElsewhere ? embeddable(words.title, location.pathname, root) : []),
  ];
}

/** Where other sites learn how to show in theirs what this page is of (oEmbed 1.0, 4). */
function embeddable(
  title: string,
  path: string,
  { origin, prefix, language }: PageMetaContext,
): MetaDescriptor[] {
  if (!readEmbed(path)) return [];
  const url = localizedUrl(origin, spacePath(prefix, path), language);
  const href = `${origin}${spacePath(prefix, "/oembed")}?${new URLSearchParams({ url, format: "json" })}`;
  return [{ tagName: "link", rel: "alternate", type: "application/json+oembed", title, href }];
}

/** Title, description and the card that other sites show. */
export function pageMeta({
  title,
  description,
  path,
  language,
  origin,
  prefix,
  spaceName,
  type = "website",
  shared = null,
}: PageMeta): MetaDescriptor[] {
  const siteName = SITE_NAME[language];
  const { picture, said, alt } = shared ?? {
    picture: "/og/home.png",
    said: null,
    alt: [siteName, spaceName].filter((part) => part !== "").join(" "),
  };
  // In the page's own language, whoever asks for it.
  const asked = new URLSearchParams({ lang: language, ...(shared && { v: shared.version }) });
  const documentTitle = title ? `${title} | ${siteName}` : siteName;
  return [
    { title: documentTitle },
    { name: "description", content: description },
    { property: "og:title", content: title || siteName },
    { property: "og:description", content: said === null ? description : `${said}. ${description}` },
    { property: "og:type", content: type },
    { property: "og:url", content: localizedUrl(origin, spacePath(prefix, path), language) },
    { property: "og:site_name", content: siteName },
    { property: "og:locale", content: OPEN_GRAPH_LOCALE[language] },
    { property: "og:image", content: `${origin}${spacePath(prefix, picture)}?${asked}` },
    { property: "og:image:type", content: "image/png" },
    { property: "og:image:width", content: "1200" },
    { property: "og:image:height", content: "630" },
    { property: "og:image:alt", content: alt },
    { name: "twitter:card", content: "summary_large_image" },
  ];
}

/** For a page that could not be made: not something to index or to share. */
export function errorMeta(language: Language): MetaDescriptor[] {
  return [
    { title: `${ERROR_TITLE[language]} | ${SITE_NAME[language]}` },
    { name: "robots", content: "noindex" },
  ];
}

/** Korean pages need no parameter; the others are the same address with `?lang=`. */
export function localizedUrl(origin: string, path: string, language: Language): string {
  return `${origin}${path}${language === "ko" ? "" : `?lang=${language}`}`;
}

/** The root loader's data among a route's `matches`, for `meta`. */
export function rootOf(matches: readonly { id: string; data: unknown }[]): PageMetaContext {
  const data = matches.find((match) => match.id === "root")?.data;
  return isPageMetaContext(data) ? data : { language: "ko", origin: "", prefix: "", spaceName: "" };
}

function isPageMetaContext(data: unknown): data is PageMetaContext {
  return (
    typeof data === "object" && data !== null && "language" in data && "prefix" in data && "spaceName" in data
  );
}
