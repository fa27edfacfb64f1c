export interface Reading {
  stop(): void;
}

interface Listener {
  /** @param part from 1 */
  onPart(part: number, parts: number): void;
  /** Read to its end, or the browser gave up. */
  onEnd(): void;
}

const BLOCKS = "h2, h3, h4, p, li, blockquote, td, th, figcaption";
/** Chrome falls silent in the middle of what takes it longer than some fifteen seconds. */
const LONGEST = 160;

/** Reads what stands in an element, a sentence or so at a time. Only one is read at once. */
export function readAloud(element: Element, lang: string, { onPart, onEnd }: Listener): Reading {
  const parts = partsOf(element);
  // Of two voices the device's own: the other would send what is read to a company.
  const voices = speechSynthesis.getVoices().filter((voice) => voice.lang.toLowerCase().startsWith(lang));
  const voice = voices.find(({ localService }) => localService) ?? voices[0] ?? null;
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    window.removeEventListener("pagehide", stop);
    onEnd();
  };
  const stop = () => {
    over = true;
    window.removeEventListener("pagehide", stop);
    speechSynthesis.cancel();
  };
  const say = (index: number) => {
    const text = parts[index];
    if (over) return;
    if (text === undefined) return end();
    onPart(index + 1, parts.length);
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = voice?.lang ?? lang;
    utterance.voice = voice;
    utterance.onend = () => say(index + 1);
    utterance.onerror = end;
    speechSynthesis.speak(utterance);
  };
  speechSynthesis.cancel();
  window.addEventListener("pagehide", stop);
  say(0);
  return { stop };
}

function partsOf(element: Element): string[] {
  const blocks = [...element.querySelectorAll(BLOCKS)].filter(
    (block) => !block.closest("[hidden], .sr-only, .read-aloud") && !block.querySelector(BLOCKS),
  );
  return blocks.flatMap((block) => sentencesOf(block.textContent ?? ""));
}

/** Sentences put together as far as they are read in one breath. */
function sentencesOf(text: string): string[] {
  const parts: string[] = [];
  for (const sentence of text
    .replace(/\s+/g, " ")
    .trim()
    .split(/(?<=[.!?。！？])\s*/)) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + sentence.length < LONGEST)
      parts[parts.length - 1] = `${last} ${sentence}`;
    else if (sentence !== "") parts.push(sentence);
  }
  return parts;
}
