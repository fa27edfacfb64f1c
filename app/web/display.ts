import { type Display, displayCode, readDisplayCode } from "#app/platform/display.ts";

const DISPLAY_COOKIE = "display";
const YEAR_SECONDS = 31_536_000;
const COOKIE = new RegExp(`(?:^|;\\s*)(?:__Host-)?${DISPLAY_COOKIE}=([a-z]+\\.[a-z]+)(?:;|$)`);

/** What the cookie names; anything else in it is as if there were none. */
export function keptDisplay(cookie: string): Display {
  return readDisplayCode(COOKIE.exec(cookie)?.[1] ?? "");
}

/** The reader's own choice, kept by their browser; the default is kept as nothing. */
export function displayCookie(display: Display, secure: boolean): string {
  const code = displayCode(display);
  const age = code === "" ? 0 : YEAR_SECONDS;
  return `${secure ? "__Host-" : ""}${DISPLAY_COOKIE}=${code}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}
