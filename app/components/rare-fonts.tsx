import { useEffect, useState } from "react";
import rareHref from "#app/styles/fonts/rare.css?url";

/**
 * What is rare has a hundred font files, and the list of who has which is half as long as our styles: it is asked for once
 * a page has a character that no other file has. Without JavaScript it comes with the page.
 */
export function RareFonts() {
  const isNeeded = useRareText();
  const link = <link rel="stylesheet" href={rareHref} />;
  return isNeeded ? link : <noscript>{link}</noscript>;
}

function useRareText(): boolean {
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    const observer = new MutationObserver((mutations) => look(mutations.flatMap(changedNodes)));
    const rare = charactersBeyond([...document.fonts].map(({ unicodeRange }) => unicodeRange));
    const lookAtTyped = ({ target }: Event) => {
      if (isTyped(target) && rare.test(target.value)) setIsSeen(true);
    };
    look([...document.body.querySelectorAll(":scope > :not(script, noscript)")]);
    if ([...document.querySelectorAll("input, textarea")].some((one) => isTyped(one) && rare.test(one.value)))
      setIsSeen(true);
    document.addEventListener("input", lookAtTyped);
    return () => {
      observer.disconnect();
      document.removeEventListener("input", lookAtTyped);
    };

    function look(nodes: readonly Node[]): void {
      observer.disconnect();
      if (nodes.some(({ textContent }) => rare.test(textContent ?? ""))) setIsSeen(true);
      else observer.observe(document.body, { childList: true, characterData: true, subtree: true });
    }
  }, []);
  return isSeen;
}

const isTyped = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

const changedNodes = ({ type, target, addedNodes }: MutationRecord): Node[] =>
  type === "characterData" ? [target] : [...addedNodes];

/** @param ranges as style sheets write them: `U+20-7e, U+ac00` */
function charactersBeyond(ranges: readonly string[]): RegExp {
  const known = ranges
    .join()
    .replaceAll(/U\+([\da-f]+)(?:-([\da-f]+))?,?\s*/gi, (_, first: string, last: string | undefined) =>
      last ? `\\u{${first}}-\\u{${last}}` : `\\u{${first}}`,
    );
  // Signs that are not drawn, and pictures, which no file of ours has.
  return new RegExp(`[^\\s\\p{C}\\p{Extended_Pictographic}\\p{Emoji_Component}${known}]`, "u");
}
