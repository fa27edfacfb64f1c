import { decodeHTML } from "entities";
import { type Dialect, markdownToHtml, markdownToPlain } from "#app/platform/markdown.ts";
import { tidied } from "#app/platform/writing.ts";
import { readPetitions } from "./search-petitions.ts";
import { print } from "./support.ts";

/** Why signs of a text are not on its page: each a mark that the editor teaches, and "lost", which none may be. */
const REASONS = ["bold", "bullet", "heading", "quote", "link", "lost"] as const;
type Reason = (typeof REASONS)[number];

interface Difference {
  reason: Reason;
  /** What is not shown. */
  gone: string;
  /** What stands around it. */
  around: string;
}

/**
 * Whether a page shows what was typed, over real petitions: as they are shown when they were taken over (as text), and as
 * they would be if they were written here (as Markdown). Blanks and line breaks count as one blank; every other sign is
 * looked for in its order, and what is not there is counted by the mark that it was. `BENCH_SHOW=bold` (or another
 * reason) prints the lines of it, to judge whether a person meant a mark.
 */
export async function benchRendered(files: readonly string[]): Promise<void> {
  const petitions = await readPetitions(files);
  const texts = petitions.map(({ content }) => tidied(content));
  const ofLines = texts.filter((text) => text.trim().includes("\n")).length;
  print(`${texts.length} texts, ${ofLines} of them of several lines`);
  for (const dialect of ["text", "markdown"] as const) {
    const all = texts.map((text) => differencesOf(text, dialect));
    const same = all.filter(({ length }) => length === 0).length;
    const added = texts.filter(
      (text) => signsOf(shownOf(text, dialect)).length > signsOf(text).length,
    ).length;
    const otherwise = texts.filter((text) => markdownToPlain(text, dialect) !== flat(shownOf(text, dialect)));
    print(`\nas ${dialect}: ${same} of ${texts.length} texts are shown sign by sign`);
    for (const reason of REASONS) {
      const places = all.flat().filter((one) => one.reason === reason);
      const of = all.filter((some) => some.some((one) => one.reason === reason)).length;
      const isFault = reason === "lost" && places.length > 0;
      print(
        `${isFault ? "✗ " : "  "}${reason.padEnd(10)}${String(places.length).padStart(6)} places in ${of} texts`,
      );
    }
    print(`${added > 0 ? "✗ " : "  "}${added} show a sign that was not typed`);
    print(`${otherwise.length > 0 ? "✗ " : "  "}${otherwise.length} are otherwise in excerpts and search`);
    for (const { gone, around } of all.flat().filter((one) => one.reason === process.env.BENCH_SHOW))
      print(`    ${gone.padEnd(4)} ${around}`);
  }
}

/** The words of a page, its lines as they break there. */
function shownOf(text: string, dialect: Dialect): string {
  const html = markdownToHtml(text, dialect).replace(/<br[^>]*>|<\/(?:p|li|h\d|blockquote)>/g, "\n");
  return decodeHTML(html.replace(/<[^>]*>/g, ""));
}

const flat = (text: string) => text.replace(/\s+/g, " ").trim();
const signsOf = (text: string) => text.replace(/\s+/g, "");

/** What of a typed text is not on its page, in the order of the text. */
function differencesOf(text: string, dialect: Dialect): Difference[] {
  const shown = signsOf(shownOf(text, dialect));
  const differences: Difference[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    let gone = "";
    let from = 0;
    const note = () => {
      if (gone) differences.push({ reason: reasonOf(gone, line, from), gone, around: around(line, from) });
      gone = "";
    };
    for (const [place, sign] of Array.from(line).entries()) {
      if (/\s/.test(sign)) continue;
      if (shown.startsWith(sign, at)) {
        note();
        at += sign.length;
      } else {
        if (!gone) from = place;
        gone += sign;
      }
    }
    note();
  }
  return differences;
}

const around = (line: string, from: number) =>
  Array.from(line)
    .slice(Math.max(0, from - 40), from + 60)
    .join("");

function reasonOf(gone: string, line: string, from: number): Reason {
  const isFirst =
    Array.from(line)
      .slice(0, from)
      .join("")
      .replace(/[\s>*#-]/g, "") === "";
  if (isFirst && /^[-*]$/.test(gone)) return "bullet";
  if (isFirst && /^#{1,6}$/.test(gone)) return "heading";
  if (isFirst && /^>+$/.test(gone)) return "quote";
  if (gone === "**") return "bold";
  if (gone === "[" || /^\]\(.*\)$/.test(gone)) return "link";
  return "lost";
}
