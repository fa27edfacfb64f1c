import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { SpeakerIcon } from "./icons.tsx";
import type { Reading } from "./speech.ts";

interface ReadAloudProps {
  /** The id of what is read. */
  of: string;
  /** In which it was written. */
  lang: string;
}

/**
 * KRDS' reading aloud, by the browser's own voices: the button is there only where the browser has one for the language.
 * What reads is fetched at a touch.
 */
export function ReadAloud({ of, lang }: ReadAloudProps) {
  const { t } = useTranslation();
  const hasVoice = useVoice(lang);
  const [reading, setReading] = useState<Reading | null>(null);
  const [place, setPlace] = useState<{ part: number; parts: number } | null>(null);
  const latest = useRef(reading);
  latest.current = reading;
  // Another page has another text.
  useEffect(() => () => latest.current?.stop(), []);
  if (!hasVoice) return null;

  const stop = () => {
    reading?.stop();
    setReading(null);
    setPlace(null);
  };
  const read = async () => {
    const text = document.getElementById(of);
    if (!text) return;
    const { readAloud } = await import("./speech.ts");
    setReading(
      readAloud(text, lang, {
        onPart: (part, parts) => setPlace({ part, parts }),
        onEnd: () => {
          setReading(null);
          setPlace(null);
        },
      }),
    );
  };
  return (
    <p className="read-aloud">
      <Button
        type="button"
        look="tertiary"
        size="small"
        onClick={reading ? stop : () => void read().catch(stop)}
      >
        <SpeakerIcon size={18} />
        {reading ? t("aloud.stop") : t("aloud.read")}
      </Button>
      {/* Not said by a screen reader, which would speak into what is read. */}
      {place && <span className="small muted numeric">{t("aloud.place", place)}</span>}
    </p>
  );
}

/** Whether the browser can read a language aloud. Voices come late in some. */
function useVoice(lang: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      if (!("speechSynthesis" in window)) return () => {};
      speechSynthesis.addEventListener("voiceschanged", listener);
      return () => speechSynthesis.removeEventListener("voiceschanged", listener);
    },
    () =>
      "speechSynthesis" in window &&
      speechSynthesis.getVoices().some((voice) => voice.lang.toLowerCase().startsWith(lang)),
    () => false,
  );
}
