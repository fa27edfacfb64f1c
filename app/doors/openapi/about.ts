import type { InfoObject, TagObject } from "openapi3-ts/oas31";
import type { Directory } from "#app/domain/space/directory.ts";
import { LIMITS } from "#app/platform/rate-limits.ts";
import { LARGEST_TEXT_BYTES } from "#app/web/body-limits.ts";

/** What somebody must know before any address. */
export const TAGS: TagObject[] = [
  { name: "search", description: "One search over everything that stands here." },
  { name: "rules", description: "Which number brings which consequence." },
  { name: "proposals", description: "What people put before the city, and who stands behind it." },
  { name: "duties", description: "What offices owe because a rule was reached, and how they met it." },
  { name: "forums", description: "Where people argue about a proposal that many stand behind." },
  {
    name: "drives",
    description: "What residents ask for by law with their signatures, and receipts for them.",
  },
  {
    name: "quick-polls",
    description: "What anybody asks anybody: votes of devices, counted apart from verified people.",
  },
  { name: "polls", description: "What the city asks its citizens, and what came of it." },
  { name: "votes", description: "What residents decide by law at polling places." },
  { name: "reports", description: "What people tell the moderators." },
  { name: "ledger", description: "Everything that happened, as a chain that anyone can check." },
  { name: "spaces", description: "Who else holds participation on this portal." },
  { name: "description", description: "This document." },
];

const within = ({ points, duration }: { points: number; duration: number }) =>
  `${points.toLocaleString("en")} in ${duration / 60} minute${duration === 60 ? "" : "s"}`;

export const about = (directory: Directory): InfoObject => ({
  title: "Gonggam",
  version: "1",
  license: { name: "MIT", identifier: "MIT" },
  description: `The citizen participation portal of ${directory.space.name.en} (${directory.space.name.ko}).

JSON in, JSON out, in UTF-8. Times are UTC (ISO 8601). Fields may be added to answers; a program
should pass over what it does not know. Unknown fields and parameters that are sent are passed over too. Every
address that answers GET answers HEAD.

## Signing in

Reading is open to everyone. Writing needs the session cookie that \`GET /auth/sign-in?returnTo=/PATH\` ends with: it
redirects to the identity agency (OpenID Connect, code flow with PKCE) and back. Where the demonstration's agency
runs, \`&as=citizen-7\` names the person and there are redirects only, no form. Without a session a write is a 401, but for votes on one-touch polls, which are of devices.

## Keys

A program that reads much can show a key that somebody made at \`/me/keys\`: \`Authorization: Bearer gonggam_…\`. It
reads what anybody may, in the space where it was made, as far as its scopes go (else 403, \`key-scope\`), with limits
of its own; it never writes and is never a person. One that is unknown, revoked or over is a 401 (\`key-unknown\`).

## Other sites

Pages of any site may read what is read without a session (\`Access-Control-Allow-Origin: *\`), and nothing else. A key
is for servers and programs: a page would show it to everybody.

## Same origin

A write must come from the portal's own origin: its \`Origin\` is that origin, or, where there is none,
\`Sec-Fetch-Site\` is \`same-origin\`. Anything else is a 403 (\`cross-origin\`). Programs set \`Origin\` themselves.

## Bodies

\`Content-Type: application/json\` (else 415), UTF-8, at most ${LARGEST_TEXT_BYTES / 1024} KiB (else 413), with a
\`Content-Length\`: a body in chunks without one is a 400.

## Lists

\`{items, next}\`. Ask again with \`cursor\` = \`next\` and the same other parameters until \`next\` is null. A cursor is
opaque and stays good while lists change: what is added meanwhile moves nothing. Only in an order by a number can an
item whose number changed meanwhile come twice or be passed over.

## Problems

Whatever is refused is \`application/problem+json\` (RFC 9457): \`code\` is for programs, \`title\` and \`detail\` are for
people and in their language, \`errors\` names each field that is not valid. An unknown id or address is a 404, a method
that an address does not have a 405 with \`Allow\`, a lost race a 409. Nothing is written by what is refused.

## Said twice

\`PUT\` and \`DELETE\` of an agreement are idempotent: after a lost answer, say it again. An answer means durable.

## Kept answers

What is read without a session may be a second old, five at the most while many ask. It has an \`ETag\`: asked with
\`If-None-Match\`, what is still the same is a 304 without a body. Parameters that an operation does not know change nothing.

## Limits

A person: one-touch acts ${within(LIMITS.touch)}, texts ${within(LIMITS.text)}, proposals ${within(LIMITS.publish)}.
One-touch polls ${within(LIMITS["quick-poll"])}.
An address: writes ${within(LIMITS.address)}, searches ${within(LIMITS.search)}, and what its
reads cost to make: those that were asked for a moment ago cost nothing. Keys: twice as many reads as an address, all
of a person's together. Past that, 429 with \`Retry-After\` in seconds. A 503 may carry it too.`,
});
