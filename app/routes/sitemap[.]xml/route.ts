import type { LoaderFunctionArgs } from "@remix-run/node";
import { localizedUrl } from "#app/components/page-meta.ts";
import { readPublicMatters } from "#app/domain/matter/public-matters.ts";
import { spacePath } from "#app/domain/space/address.ts";
import { LANGUAGES } from "#app/i18n/settings.ts";

/** The newest matters and the standing pages, each with its address in every language (sitemaps.org, xhtml:link). */
const MOST_MATTERS = 10_000;
const PAGES = [
  "/",
  "/proposals",
  "/forums",
  "/polls",
  "/votes",
  "/duties",
  "/results",
  "/rules",
  "/ledger",
  "/data",
  "/about",
  "/privacy",
  "/accessibility",
  "/q",
];

export async function loader({ context }: LoaderFunctionArgs): Promise<Response> {
  const { portal, directory, origin } = context;
  const within = (path: string) => spacePath(directory.space.prefix, path);
  const matters = await readPublicMatters(portal.db, directory.space.id, MOST_MATTERS);
  const entries = [
    ...PAGES.map((path) => entry(origin, within(path))),
    ...matters.map(({ path, changedAt }) => entry(origin, within(path), changedAt)),
  ];
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.join("\n")}
</urlset>
`;
  return new Response(xml, {
    headers: { "Content-Type": "application/xml; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}

/** Nothing in these addresses needs escaping but the origin, which is ours. */
function entry(origin: string, path: string, changed?: Date): string {
  const links = LANGUAGES.map(
    (code) => `<xhtml:link rel="alternate" hreflang="${code}" href="${localizedUrl(origin, path, code)}"/>`,
  );
  const date = changed ? `<lastmod>${changed.toISOString()}</lastmod>` : "";
  return `<url><loc>${localizedUrl(origin, path, "ko")}</loc>${date}${links.join("")}</url>`;
}
