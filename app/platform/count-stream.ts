import type { Message } from "./live.ts";

const KEEP_ALIVE_MS = 25_000;

interface CountStream {
  events: ReadableStream<Uint8Array>;
  /** Ends it from this side; the reader may come back. */
  end(): void;
}

/**
 * Server-sent events for one reader, at their speed: while they take nothing, only the latest message waits for them.
 * Counts are overtaken by later ones, so nothing is lost that anybody would still want to see.
 *
 * @param subscribe begins to listen; @returns how to stop
 * @param ended called once, when the stream ended on either side
 */
export function countStream(
  subscribe: (listener: (message: Message) => void) => () => void,
  ended: () => void,
): CountStream {
  const encoder = new TextEncoder();
  let stop = () => {};
  let end = () => {};
  let goOn = () => {};
  const events = new ReadableStream<Uint8Array>({
    start(controller) {
      let latest: string | undefined;
      const takes = () => (controller.desiredSize ?? 0) > 0;
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const unsubscribe = subscribe((message) => {
        const event = `data: ${JSON.stringify(message)}\n\n`;
        if (takes()) send(event);
        else latest = event;
      });
      const keepAlive = setInterval(() => {
        if (takes()) send(": here\n\n");
      }, KEEP_ALIVE_MS);
      goOn = () => {
        if (latest !== undefined) send(latest);
        latest = undefined;
      };
      stop = () => {
        stop = () => {};
        clearInterval(keepAlive);
        unsubscribe();
        ended();
      };
      end = () => {
        end = () => {};
        stop();
        controller.close();
      };
      send("retry: 3000\n\n");
    },
    pull: () => goOn(),
    cancel() {
      end = () => {}; // there is nothing left to close
      stop();
    },
  });
  return { events, end: () => end() };
}
