import type { LoaderFunctionArgs } from "@remix-run/node";

/** What belongs to a person, or only does something, is not for search engines; all else is. */
const CLOSED = ["/me", "/drafts/", "/proposals/new", "/desk", "/auth/", "/agency/", "/live/", "/demo/outbox"];

export function loader({ context }: LoaderFunctionArgs): Response {
  const lines = [
    "User-agent: *",
    ...CLOSED.map((path) => `Disallow: ${path}`),
    "",
    `Sitemap: ${context.origin}/sitemap.xml`,
    "",
  ];
  return new Response(lines.join("\n"), {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
