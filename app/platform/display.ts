/** How somebody wants the portal to look. It is a choice of the device, and nothing of the person's. */
export const TEXT_SIZES = ["small", "medium", "large", "larger", "largest"] as const;
/** "system": light or dark as the device is. */
export const MODES = ["system", "light", "dark", "contrast"] as const;

export interface Display {
  text: (typeof TEXT_SIZES)[number];
  mode: (typeof MODES)[number];
}

export const DEFAULT_DISPLAY: Display = { text: "medium", mode: "system" };

const oneOf =
  <T extends string>(known: readonly T[]) =>
  (value: unknown): T | undefined =>
    known.find((one) => one === value);
export const isTextSize = oneOf(TEXT_SIZES);
export const isMode = oneOf(MODES);

/** Such as "large.dark"; "" for what was never chosen, which is most readers' and stands in the keys of kept pages. */
export function displayCode({ text, mode }: Display): string {
  return text === DEFAULT_DISPLAY.text && mode === DEFAULT_DISPLAY.mode ? "" : `${text}.${mode}`;
}

export function readDisplayCode(code: string): Display {
  const [text, mode] = code.split(".");
  return { text: isTextSize(text) ?? DEFAULT_DISPLAY.text, mode: isMode(mode) ?? DEFAULT_DISPLAY.mode };
}

/** What an <html> says of it; nothing of the default, so that most pages say nothing. */
export function displayAttributes({
  text,
  mode,
}: Display): Record<"data-text" | "data-mode", string | undefined> {
  return {
    "data-text": text === DEFAULT_DISPLAY.text ? undefined : text,
    "data-mode": mode === DEFAULT_DISPLAY.mode ? undefined : mode,
  };
}
