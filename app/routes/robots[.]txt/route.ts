import type { LoaderFunctionArgs } from "@remix-run/node";
import { spacePath } from "#app/domain/space/address.ts";
import { readSpaces } from "#app/domain/views/read-spaces.ts";

/** What belongs to a person, or only does something, is not for search engines; all else is. */
const CLOSED = [
  "/me",
  "/drafts/",
  "/proposals/new",
  "/desk",
  "/auth/",
  "/agency/",
  "/live/",
  "/demo/outbox",
  "/q/",
  "/operator/",
];
/**
 * They read a page because somebody sent its address, and list nothing: a one-touch poll, too, is shown by its title and
 * picture.
 */
const MESSENGERS = [
  "kakaotalk-scrap",
  "facebookexternalhit",
  "Twitterbot",
  "TelegramBot",
  "Slackbot-LinkExpanding",
  "LinkedInBot",
];
const MOST_SPACES = 1_000;

export async function loader({ context }: LoaderFunctionArgs): Promise<Response> {
  const { items } = await readSpaces(context.portal.db, null, MOST_SPACES);
  const lines = [
    "User-agent: *",
    ...CLOSED.flatMap(disallow),
    "",
    ...MESSENGERS.map((name) => `User-agent: ${name}`),
    ...CLOSED.filter((path) => path !== "/q/").flatMap(disallow),
    "",
    ...items.map(({ prefix }) => `Sitemap: ${context.origin}${spacePath(prefix, "/sitemap.xml")}`),
    "",
  ];
  return new Response(lines.join("\n"), {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}

const disallow = (path: string) => [`Disallow: ${path}`, `Disallow: /s/*${path}`];
