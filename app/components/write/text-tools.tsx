import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { editOf, TEXT_TOOLS, type TextTool } from "./text-marks.ts";

interface TextToolsProps {
  /** The id of the text area that it works on. */
  area: string;
  /** What the field is called, where there are several. */
  field?: string;
  /** With a button for headings: not where the text has its own. */
  headings?: boolean;
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Buttons that write the marks into the text, for who does not know them. One stop of the Tab key, arrows within
 * (the toolbar of the ARIA practices). Not seen without JavaScript, where the help below says how to write them.
 */
export function TextTools({ area, field, headings = false }: TextToolsProps) {
  const { t } = useTranslation("write");
  const [current, setCurrent] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const tools = TEXT_TOOLS.filter((tool) => headings || tool !== "heading");

  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = step(current, tools.length);
    setCurrent(next);
    bar.current?.querySelectorAll("button")[next]?.focus();
  };
  const use = (tool: TextTool) => {
    const control = document.getElementById(area);
    if (!(control instanceof HTMLTextAreaElement)) return;
    const { value, selectionStart, selectionEnd } = control;
    const samples = { bold: t("tools.sampleBold"), link: t("tools.sampleLink") };
    const edit = editOf(tool, value, selectionStart, selectionEnd, samples);
    replaceIn(control, edit.start, edit.end, edit.text);
    control.setSelectionRange(edit.start + edit.select[0], edit.start + edit.select[1]);
  };
  return (
    <div
      className="text-tools"
      role="toolbar"
      aria-label={field === undefined ? t("tools.label") : t("tools.labelOf", { field })}
      aria-controls={area}
      ref={bar}
      onKeyDown={move}
    >
      {tools.map((tool, index) => (
        <button
          key={tool}
          type="button"
          className={`text-tool is-${tool}`}
          tabIndex={index === current ? 0 : -1}
          onFocus={() => setCurrent(index)}
          onClick={() => use(tool)}
        >
          {t(`tools.${tool}`)}
        </button>
      ))}
    </div>
  );
}

/**
 * As if it had been typed: `execCommand` is deprecated, and still the only way that the browser's own undo knows of. Where
 * it does nothing, the text is put there without.
 */
function replaceIn(control: HTMLTextAreaElement, start: number, end: number, text: string): void {
  control.focus();
  control.setSelectionRange(start, end);
  const expected = control.value.slice(0, start) + text + control.value.slice(end);
  const typed =
    text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (typed && control.value === expected) return;
  control.setRangeText(text, start, end, "end");
  control.dispatchEvent(new Event("input", { bubbles: true }));
}
