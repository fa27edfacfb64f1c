/**
 * The headers of every page. Scripts and styles run only with this answer's nonce or from our own files; nothing
 * may frame us, and nothing is loaded from anywhere else.
 */
export function contentSecurityPolicy(nonce: string, options: { development: boolean }): string {
  const scripts = [`'nonce-${nonce}'`, "'strict-dynamic'"];
  // Vite's development client talks over a web socket and adds style elements of its own.
  const styles = options.development ? ["'self'", "'unsafe-inline'"] : ["'self'", `'nonce-${nonce}'`];
  const connections = options.development ? ["'self'", "ws:"] : ["'self'"];
  return [
    "default-src 'self'",
    `script-src ${scripts.join(" ")}`,
    `style-src ${styles.join(" ")}`,
    `connect-src ${connections.join(" ")}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Of every answer. A page puts its own policy, with its nonce, in the place of this one, under which nothing loads. */
export const SECURITY_HEADERS: Record<string, string> = {
  "Content-Security-Policy":
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
};

export const STRICT_TRANSPORT = "max-age=31536000; includeSubDomains";
