import type { LoaderFunctionArgs } from "@remix-run/node";
import { parseId } from "#app/domain/input.ts";
import { isMatterOf } from "#app/domain/matter/is-matter-of.ts";
import { problemResponse } from "#app/doors/api/problem.ts";

const KEEP_ALIVE_MS = 25_000;
/** For whoever finds no room: places come free as readers close or leave their pages. */
const FULL_RETRY_SECONDS = 30;

/** Server-sent events of the count of one of the space's matters, for everyone who is looking. */
export async function loader({ params, context, request }: LoaderFunctionArgs): Promise<Response> {
  const { portal, directory, language } = context;
  const id = parseId(params.id);
  if (id === undefined || !(await isMatterOf(portal.db, directory.space.id, id)))
    return problemResponse("not-found", language);
  const { live } = portal;
  const encoder = new TextEncoder();
  let stop = () => {};
  let close = () => {};
  const forget = live.addStream(context.address, () => {
    stop();
    close();
  });
  if (typeof forget === "string") {
    const refusal = forget === "address" ? "too-many-requests" : "unavailable";
    return problemResponse(refusal, language, { retryAfterSeconds: FULL_RETRY_SECONDS });
  }
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      close = () => controller.close();
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const unsubscribe = live.subscribe(`matter:${id}`, (message) =>
        send(`data: ${JSON.stringify(message)}\n\n`),
      );
      const keepAlive = setInterval(() => send(": here\n\n"), KEEP_ALIVE_MS);
      stop = () => {
        stop = () => {};
        clearInterval(keepAlive);
        unsubscribe();
        forget();
      };
      request.signal.addEventListener("abort", () => stop());
      send("retry: 3000\n\n");
    },
    cancel: () => stop(),
  });
  return new Response(stream, {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" },
  });
}
