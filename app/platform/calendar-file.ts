/**
 * A calendar (RFC 5545) of whole days and moments. `ical-generator` was the other way: its maintained line wants a newer
 * Node than the portal, and this is all that is needed of it.
 */
interface CalendarEvent {
  /** Never changes, over all calendars of the world. */
  uid: string;
  summary: string;
  description: string;
  url: string;
  category: string;
  /** A moment, or a whole day as YYYY-MM-DD. */
  on: Date | string;
  changedAt: Date;
}

interface Calendar {
  name: string;
  /** Who made it: a name, not an address. */
  product: string;
  /** How often it is worth asking again, as a duration such as PT1H (RFC 7986, 5.7). */
  refresh: string;
  events: readonly CalendarEvent[];
}

export function calendarFile({ name, product, refresh, events }: Calendar): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//${escapeText(product)}//calendar//KO`,
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${refresh}`,
    `X-PUBLISHED-TTL:${refresh}`,
    ...events.flatMap(linesOf),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

function linesOf({ uid, summary, description, url, category, on, changedAt }: CalendarEvent): string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    // By when it was changed and not by now: what did not change is the same file.
    `DTSTAMP:${instant(changedAt)}`,
    typeof on === "string" ? `DTSTART;VALUE=DATE:${on.replaceAll("-", "")}` : `DTSTART:${instant(on)}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `URL:${url}`,
    `CATEGORIES:${escapeText(category)}`,
    // It keeps nobody busy.
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

const instant = (at: Date) => at.toISOString().replace(/\.\d{3}|[-:]/g, "");

/** RFC 5545, 3.3.11; of control characters a text has none but the tab. */
function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\t\n]/gu, "")
    .replace(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n");
}

/** Of a line, its end not counted; what follows begins with a space, which counts (RFC 5545, 3.1). */
const MOST_BYTES = 75;

/** Between characters, never inside of one: a reader may put lines together only after it decoded each. */
function fold(line: string): string {
  const lines: string[] = [];
  let current = "";
  let bytes = 0;
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (bytes + more > MOST_BYTES) {
      lines.push(current);
      current = " ";
      bytes = 1;
    }
    current += character;
    bytes += more;
  }
  return [...lines, current].join("\r\n");
}
