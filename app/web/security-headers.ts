import type { AllowedInline } from "./allowed-inline.ts";
import { REFUSAL_STYLE_HASH } from "./refusal-page.ts";

/**
 * The policy of a page that was drawn for one reader. Scripts and styles run only with this answer's nonce or from our
 * own files; nothing may frame us, and nothing is loaded from anywhere else.
 */
export function contentSecurityPolicy(nonce: string, options: { development: boolean }): string {
  // Vite's development client talks over a web socket and adds style elements of its own.
  return policy({
    scripts: [`'nonce-${nonce}'`, "'strict-dynamic'"],
    styles: options.development
      ? ["'self'", "'unsafe-inline'"]
      : ["'self'", `'nonce-${nonce}'`, REFUSAL_STYLE_HASH],
    connections: options.development ? ["'self'", "ws:"] : ["'self'"],
  });
}

/**
 * The policy of a page that is kept for everybody and bears no nonce: its own scripts by their hashes, and the files
 * that were built with the portal. 'strict-dynamic' cannot stand here: what a hashed module imports would be refused.
 *
 * @param origin under which the page stands
 */
export function keptPagePolicy({ scripts }: AllowedInline, origin: string): string {
  return policy({
    scripts: [...scripts, `${origin}/assets/`],
    styles: ["'self'", REFUSAL_STYLE_HASH],
    connections: ["'self'"],
  });
}

function policy({
  scripts,
  styles,
  connections,
}: Record<"scripts" | "styles" | "connections", readonly string[]>): string {
  return [
    "default-src 'self'",
    `script-src ${scripts.join(" ")}`,
    `style-src ${styles.join(" ")}`,
    `connect-src ${connections.join(" ")}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    // Of the device's own: it shows push messages, and keeps nothing.
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * Makes room for an answer's own policy; one that lets a page frame it goes before the older header too, which says
 * that none may.
 */
export function makeRoomForPolicy(response: { removeHeader(name: string): unknown }, headers: Headers): void {
  const policy = headers.get("Content-Security-Policy");
  if (policy === null) return;
  response.removeHeader("Content-Security-Policy");
  if (/frame-ancestors (?:\*|'self')/.test(policy)) response.removeHeader("X-Frame-Options");
}

/**
 * Of every answer. A page puts its own policy, with its nonce, in the place of this one, under which nothing loads but the
 * style that a refusal bears in itself.
 */
export const SECURITY_HEADERS: Record<string, string> = {
  "Content-Security-Policy": `default-src 'none'; style-src ${REFUSAL_STYLE_HASH}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
};

export const STRICT_TRANSPORT = "max-age=31536000; includeSubDomains";
