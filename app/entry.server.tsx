import { Transform } from "node:stream";
import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { NonceContext } from "#app/components/nonce.ts";
import { serverI18n } from "#app/i18n/server.ts";

/** How long a page may wait for what it streams after its shell. */
export const streamTimeout = 5_000;
/** Rendering ends a little later, so that what is late arrives as an error and not as a cut-off page. */
const ABORT_DELAY = streamTimeout + 1_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { language, nonce, directory }: AppLoadContext,
): Promise<Response> {
  // Crawlers get the whole page at once; people get the shell as soon as it stands.
  const waitForAll = isbot(request.headers.get("user-agent") ?? "");

  return new Promise((resolve, reject) => {
    let answered = false;
    let answerStatus = status;

    const answer = () => {
      answered = true;
      const body = withoutNul();
      headers.set("Content-Type", "text/html; charset=utf-8");
      const wait = waitOf(remixContext);
      if (wait !== null) headers.set("Retry-After", wait);
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answerStatus }));
      pipe(body);
    };

    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <I18nextProvider i18n={serverI18n(language, directory.space.kind)}>
          <RemixServer context={remixContext} url={request.url} nonce={nonce} />
        </I18nextProvider>
      </NonceContext.Provider>,
      {
        nonce,
        [waitForAll ? "onAllReady" : "onShellReady"]: answer,
        onShellError: reject,
        onError(error: unknown) {
          answerStatus = 500;
          // Before the shell stands, onShellError rejects and Remix logs it.
          if (answered && !request.signal.aborted) console.error(error);
        },
      },
    );
    setTimeout(abort, ABORT_DELAY).unref();
  });
}

/** What a form or a page that was refused says of when to come again: Remix leaves their headers to each route. */
function waitOf({ staticHandlerContext: { actionHeaders, loaderHeaders } }: EntryContext): string | null {
  const said = [actionHeaders, loaderHeaders]
    .flatMap((each) => Object.values(each))
    .map((headers) => headers.get("Retry-After"));
  return said.find((wait) => wait !== null) ?? null;
}

/**
 * React 18 leaves up to two NUL bytes where a character of several bytes did not fit into the rest of its buffer
 * (github.com/facebook/react/issues/24985): some three a page in Korean. No page of ours has a NUL of its own, and no
 * other character's UTF-8 has that byte.
 */
function withoutNul(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}

/** What a loader or action threw and did not mean: for the operator's log. A page that is not there is no fault. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  context.portal.log.error({ err: error }, "a page failed");
}
