/** First that fits; each browser also says that it is the ones below it. */
const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ["KakaoTalk", /KAKAOTALK/],
  ["NAVER", /NAVER\(/],
  ["Samsung Internet", /SamsungBrowser/],
  ["Whale", /Whale\//],
  ["Edge", /Edg(e|A|iOS)?\//],
  ["Opera", /OPR\//],
  ["Firefox", /(Firefox|FxiOS)\//],
  ["Chrome", /(Chrome|CriOS)\//],
  ["Safari", /Safari\//],
];
const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ["iPhone", /iPhone/],
  ["iPad", /iPad/],
  ["Android", /Android/],
  ["Windows", /Windows/],
  ["macOS", /Mac OS X/],
  ["ChromeOS", /CrOS/],
  ["Linux", /Linux/],
];

/**
 * Enough of a User-Agent header for its owner to know the device again, and no version, which would tell devices apart
 * that they do not.
 *
 * @returns such as "Chrome, Windows"; null when nothing of it is known
 */
export function deviceOf(userAgent: string | null): string | null {
  const said = (userAgent ?? "").slice(0, 500);
  const name = (list: typeof BROWSERS) => list.find(([, pattern]) => pattern.test(said))?.[0];
  const known = [name(BROWSERS), name(SYSTEMS)].filter((part) => part !== undefined);
  return known.length === 0 ? null : known.join(", ");
}
