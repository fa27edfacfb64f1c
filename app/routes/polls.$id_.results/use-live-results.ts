import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { listenTo } from "#app/components/live-channel.ts";
import { useMatterHere } from "#app/components/matter-here.ts";
import { useSpacePath } from "#app/components/space-path.ts";
import type { ResultsNow } from "#app/doors/pages/poll-results.ts";

/** However often ballots are counted, the bars are asked for anew once in this time, in milliseconds. */
const PACE_MS = 1_000;
/** The first time at once, but not all who look in the same moment. */
const SPREAD_MS = 100;

/**
 * Results as they stand: anew when somebody took part, and when ballots were counted, also changed ones, which leave the
 * number of people as it is. Asked for without a cookie at an address that says the same to everybody, and is made once;
 * what the page itself shows anew took the portal four milliseconds for each reader.
 *
 * @param loaded with the page; what came later stands until another is loaded
 */
export function useLiveResults(loaded: ResultsNow): ResultsNow {
  const { i18n } = useTranslation();
  const within = useSpacePath();
  const here = useMatterHere();
  const { revalidate } = useRevalidator();
  const [later, setLater] = useState<{ loaded: ResultsNow; shown: ResultsNow } | null>(null);
  const shown = later?.loaded === loaded ? later.shown : loaded;
  const address = within(`/live/${here}`);
  const query = new URLSearchParams({ lang: i18n.language, ...(loaded.page.by && { by: loaded.page.by }) });
  const results = `${within(`/polls/${here}/results/now`)}?${query}`;
  const latest = useRef({ loaded, results, revalidate, tookPart: shown.page.tookPart });
  useEffect(() => {
    latest.current = { loaded, results, revalidate, tookPart: shown.page.tookPart };
  });
  const open = shown.page.state === "open";
  useEffect(() => {
    if (!open) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked = Number.NEGATIVE_INFINITY;
    let seen: number;
    const stop = listenTo(address, (message) => {
      const news = newsIn(message, latest.current.tookPart);
      if (news === undefined) return;
      seen = news;
      if (timer !== undefined) return;
      const pause = Math.max(Math.random() * SPREAD_MS, asked + PACE_MS - performance.now());
      timer = setTimeout(async () => {
        timer = undefined;
        asked = performance.now();
        const { current } = latest;
        const now = await fetchNow(`${current.results}&seen=${seen}`);
        if (now) setLater({ loaded: current.loaded, shown: now });
        // Such as of a poll that not everybody may see.
        else current.revalidate();
      }, pause);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [address, open]);
  return shown;
}

async function fetchNow(address: string): Promise<ResultsNow | undefined> {
  const response = await fetch(address, { credentials: "omit" }).catch(() => undefined);
  if (!response?.ok) return undefined;
  const now: ResultsNow = await response.json();
  return now;
}

/**
 * What names the moment that a message tells of: `counted` is when ballots were counted last, said after each counting,
 * also of one that moved no number of people. Undefined: it tells nothing new.
 */
function newsIn(message: unknown, tookPart: number): number | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  if ("counted" in message && typeof message.counted === "number") return message.counted;
  return "count" in message && typeof message.count === "number" && message.count !== tookPart
    ? message.count
    : undefined;
}
