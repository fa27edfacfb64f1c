import { type RefObject, useEffect, useState } from "react";
import { useRootData } from "#app/components/root-data.ts";
import { useSpacePath } from "#app/components/space-path.ts";
import type { MatterLine } from "#app/domain/kinds.ts";
import { type BodyFields, isBodyField } from "./body-fields.ts";

/** Long enough that a word is finished, short enough that it is seen before the next sentence. */
const PAUSE_MS = 700;
const SHORTEST_TITLE = 3;

/**
 * What is similar to what stands in a form's title and text, as of the last pause in typing. What the server does
 * not answer changes nothing: this is a help, and writing goes on without it.
 */
export function useSimilar(form: RefObject<HTMLFormElement>, fields: BodyFields): readonly MatterLine[] {
  const { language } = useRootData();
  const within = useSpacePath();
  const address = within(`/proposals/similar?lang=${language}`);
  const [matters, setMatters] = useState<readonly MatterLine[]>([]);

  useEffect(() => {
    const watched = form.current;
    if (!watched) return;
    let timer: number | undefined;
    let asking: AbortController | undefined;
    let asked = "";

    const ask = async () => {
      const title = String(new FormData(watched).get("title") ?? "").trim();
      const body = JSON.stringify({ title, body: fields.read(watched) });
      if (body === asked) return;
      asked = body;
      asking?.abort();
      if ([...title].length < SHORTEST_TITLE) return setMatters([]);
      asking = new AbortController();
      const answer = await fetchSimilar(address, body, asking.signal);
      if (answer && body === asked) setMatters(answer);
    };
    const later = ({ target }: Event) => {
      if (!isText(target)) return;
      clearTimeout(timer);
      timer = window.setTimeout(ask, PAUSE_MS);
    };
    watched.addEventListener("input", later);
    // A draft that is opened again has its title already.
    timer = window.setTimeout(ask, PAUSE_MS);
    return () => {
      watched.removeEventListener("input", later);
      clearTimeout(timer);
      asking?.abort();
    };
  }, [form, fields, address]);

  return matters;
}

const isText = (target: EventTarget | null): boolean =>
  (target instanceof HTMLInputElement && target.name === "title") ||
  (target instanceof HTMLTextAreaElement && isBodyField(target.name));

async function fetchSimilar(
  address: string,
  body: string,
  signal: AbortSignal,
): Promise<MatterLine[] | undefined> {
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      signal,
    });
    const found: unknown = answer.ok ? await answer.json() : null;
    return isFound(found) ? found.items : undefined;
  } catch {
    return undefined;
  }
}

function isFound(body: unknown): body is { items: MatterLine[] } {
  return typeof body === "object" && body !== null && "items" in body && Array.isArray(body.items);
}
