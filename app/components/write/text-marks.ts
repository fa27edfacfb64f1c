/** What the toolbar does to a text: which part is replaced, by what, and what is selected afterwards. */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
  /** Within the new text. */
  select: [start: number, end: number];
}

export const TEXT_TOOLS = ["bold", "list", "link", "quote", "heading"] as const;
export type TextTool = (typeof TEXT_TOOLS)[number];

/** What stands where nothing was selected, for the writer to write over. */
export type Samples = Readonly<Record<"bold" | "link", string>>;

const LINE_MARKS = { list: "- ", quote: "> ", heading: "## " } as const;

export function editOf(
  tool: TextTool,
  value: string,
  start: number,
  end: number,
  samples: Samples,
): TextEdit {
  if (tool === "bold") return bold(value, start, end, samples.bold);
  if (tool === "link") return link(value, start, end, samples.link);
  return lines(value, start, end, LINE_MARKS[tool]);
}

/** Before the opening mark no letter may stand (platform/markdown-rules.ts): a part of a word becomes bold with its beginning. */
const WORD = /[\p{L}\p{N}\p{M}]/u;

function bold(value: string, from: number, to: number, sample: string): TextEdit {
  let [start, end] = trimmed(value, from, to);
  if (start === end) {
    while (start > 0 && WORD.test(value[start - 1] ?? "")) start -= 1;
    while (end < value.length && WORD.test(value[end] ?? "")) end += 1;
    if (start === end) {
      const text = `**${sample}**`;
      return { start, end, text, select: [2, 2 + sample.length] };
    }
  }
  if (value.slice(start - 2, start) === "**" && value.slice(end, end + 2) === "**")
    return { start: start - 2, end: end + 2, text: value.slice(start, end), select: [0, end - start] };
  const chosen = value.slice(start, end);
  if (/^\*\*[^*]+\*\*$/.test(chosen))
    return { start, end, text: chosen.slice(2, -2), select: [0, chosen.length - 4] };
  while (start > 0 && WORD.test(value[start - 1] ?? "")) start -= 1;
  // A mark is of one line: each gets its own.
  const text = value.slice(start, end).replace(MARKED_LINE, "$1**$2**$3");
  const single = !text.includes("\n");
  return { start, end, text, select: single ? [2, text.length - 2] : [0, text.length] };
}

/** Behind a bullet or another mark that begins the line. */
const MARKED_LINE = /^([ \t]*(?:(?:[-*>]|#{1,6})[ \t]+)*)([^\s](?:.*[^\s])?)([ \t]*)$/gm;

const ADDRESS = /^https?:\/\/\S+$/i;

function link(value: string, from: number, to: number, sample: string): TextEdit {
  const [start, end] = trimmed(value, from, to);
  const chosen = value.slice(start, end).replace(/\s+/g, " ");
  if (ADDRESS.test(chosen)) {
    const text = `[${sample}](${chosen})`;
    return { start, end, text, select: [1, 1 + sample.length] };
  }
  const said = chosen === "" ? sample : chosen;
  const text = `[${said}](https://)`;
  // The address is what is missing.
  return { start, end, text, select: [said.length + 3, text.length - 1] };
}

/** Puts a mark before each line that is touched, or takes it away where all have it. */
function lines(value: string, from: number, to: number, mark: string): TextEdit {
  const start = value.lastIndexOf("\n", from - 1) + 1;
  const after = value.indexOf("\n", to > from && value[to - 1] === "\n" ? to - 1 : to);
  const end = after === -1 ? value.length : after;
  const touched = value.slice(start, end).split("\n");
  const filled = touched.filter((line) => line.trim() !== "");
  const marked = filled.length > 0 && filled.every((line) => line.startsWith(mark));
  const text = touched
    .map((line) => {
      if (marked) return line.startsWith(mark) ? line.slice(mark.length) : line;
      return line.trim() === "" && touched.length > 1 ? line : mark + line;
    })
    .join("\n");
  const select: TextEdit["select"] = touched.length > 1 ? [0, text.length] : [text.length, text.length];
  return { start, end, text, select };
}

function trimmed(value: string, from: number, to: number): [number, number] {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(value[start] ?? "")) start += 1;
  while (end > start && /\s/.test(value[end - 1] ?? "")) end -= 1;
  return [start, end];
}
