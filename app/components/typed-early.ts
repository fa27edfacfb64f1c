import { type RefObject, useEffect } from "react";

/** Text areas that were typed in before React took them over, with the text that the server put in. */
const early = new Map<HTMLTextAreaElement, string>();
const taken = new WeakSet<HTMLTextAreaElement>();

/**
 * Keeps what somebody types into the server's page while the scripts still load. As it hydrates, React 18 writes the
 * first text into a text area again (`postMountWrapper` of its ReactDOMTextarea; inputs it leaves alone), but only where
 * the element still has that text as its default: so the default of one that was typed in is changed until then. To put
 * the value back afterwards was the other way: it breaks off a syllable that is being composed.
 */
export function keepTypedEarly(): void {
  const keep = (area: HTMLTextAreaElement) => {
    if (taken.has(area) || early.has(area) || area.value === area.defaultValue) return;
    early.set(area, area.defaultValue);
    area.defaultValue = `${area.defaultValue}\u200B`;
  };
  for (const area of document.querySelectorAll("textarea")) keep(area);
  document.addEventListener("input", ({ target }) => target instanceof HTMLTextAreaElement && keep(target), {
    capture: true,
  });
}

/** React has the text area now: its default is the server's again. Runs before the effects of the form around it. */
export function useTypedEarly(area: RefObject<HTMLTextAreaElement>): void {
  useEffect(() => {
    const { current } = area;
    if (!current) return;
    taken.add(current);
    const first = early.get(current);
    if (first === undefined) return;
    early.delete(current);
    current.defaultValue = first;
  }, [area]);
}
