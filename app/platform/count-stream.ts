import type { Message } from "./live.ts";

const KEEP_ALIVE_MS = 25_000;

interface CountStream {
  events: ReadableStream<Uint8Array>;
  /** Ends it from this side; the reader may come back. */
  end(): void;
}

interface Counts {
  /** Begins to listen, and to be told when something may have been missed; @returns how to stop. */
  subscribe(listener: (message: Message) => void, missed: () => void): () => void;
  /**
   * Reads how it stands, called once that is listened to, and when something may have been missed: what changes between a
   * page and its stream, or while a reader comes back, would be seen at the next change only.
   */
  read(): Promise<Message>;
  /** Called once, when the stream ended on either side. */
  ended(): void;
}

/**
 * Server-sent events for one reader, at their speed: the count as it is, then each change. While they take nothing, only
 * the latest message waits for them: counts are overtaken by later ones, so nothing is lost that anybody would still want
 * to see.
 */
export function countStream({ subscribe, read, ended }: Counts): CountStream {
  const encoder = new TextEncoder();
  let stop = () => {};
  let end = () => {};
  let goOn = () => {};
  const events = new ReadableStream<Uint8Array>({
    start(controller) {
      let latest: string | undefined;
      const takes = () => (controller.desiredSize ?? 0) > 0;
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      let heard = 0;
      const tell = (message: Message) => {
        const event = `data: ${JSON.stringify(message)}\n\n`;
        if (takes()) send(event);
        else latest = event;
      };
      const look = () => {
        const before = heard;
        read().then(
          (message) => {
            // What was heard meanwhile is at least as new.
            if (heard === before && !stopped) tell(message);
          },
          () => undefined, // the next change tells it
        );
      };
      const unsubscribe = subscribe((message) => {
        heard += 1;
        tell(message);
      }, look);
      const keepAlive = setInterval(() => {
        if (takes()) send(": here\n\n");
      }, KEEP_ALIVE_MS);
      goOn = () => {
        if (latest !== undefined) send(latest);
        latest = undefined;
      };
      let stopped = false;
      stop = () => {
        stop = () => {};
        stopped = true;
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
      look();
    },
    pull: () => goOn(),
    cancel() {
      end = () => {}; // there is nothing left to close
      stop();
    },
  });
  return { events, end: () => end() };
}
