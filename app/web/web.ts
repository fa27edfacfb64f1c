import { randomBytes } from "node:crypto";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type Response,
  type Router,
} from "express";
import type { ErrorCode } from "#app/domain/errors.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { LARGEST_UPLOAD_BYTES } from "#app/platform/picture.ts";
import type { Portal } from "#app/portal.ts";
import { addressOf, mayBeRouted } from "./address.ts";
import { LARGEST_TEXT_BYTES } from "./body-limits.ts";
import { chooseLanguage, languageCookie } from "./language.ts";
import { observe } from "./observe.ts";
import { PageCache } from "./page-cache.ts";
import { refusalPage } from "./refusal-page.ts";
import { isSameOrigin } from "./same-origin.ts";
import { contentSecurityPolicy, SECURITY_HEADERS, STRICT_TRANSPORT } from "./security-headers.ts";
import { SpaceHandlers } from "./space-handlers.ts";
import { spaceOf } from "./space-of.ts";
import { goneSignal, sendWebResponse, toWebRequest } from "./web-streams.ts";

/**
 * The HTTP door: what every request goes through before a route sees it, in this order: log and metrics, headers,
 * static files, what stands beside the portal, the refusal of what is not ours or too large, then the space of the
 * address and its route, for readers who are not signed in through the page cache.
 */
interface WebOptions {
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Where the client's files are, `undefined` when Vite's development server gives them. */
  clientFolder: string | undefined;
  /** Vite's middleware, in development. */
  development?: Router;
  /** What stands at this address and is not the portal, such as the demonstration's agency. */
  beside: Router | undefined;
}

/** Any other is refused here: the Fetch standard forbids some of them, and no route knows the rest. */
const METHODS = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);
/** For choosing the language of the refusal of what is no address. */
const NOWHERE = new URL("http://nowhere/");

export function createWeb(portal: Portal, options: WebOptions): Express {
  const { environment } = portal;
  const handlers = new SpaceHandlers(options.build, options.development ? "development" : "production");
  const pages = new PageCache();
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", environment.TRUSTED_PROXIES);

  const publicOrigin = environment.PUBLIC_URL && new URL(environment.PUBLIC_URL).origin;
  const languageOf = (request: Request) =>
    chooseLanguage(
      addressOf(request, publicOrigin) ?? NOWHERE,
      request.headers.cookie,
      request.get("accept-language"),
    );
  const refuse = (request: Request, response: Response, code: ErrorCode) => {
    const language = languageOf(request);
    const answer = request.path.startsWith("/api/")
      ? problemResponse(code, language)
      : refusalPage(code, language);
    return sendWebResponse(response, answer);
  };

  app.use(observe(portal));
  app.use((_request, response, next) => {
    response.set(SECURITY_HEADERS);
    if (environment.PUBLIC_URL?.startsWith("https:"))
      response.set("Strict-Transport-Security", STRICT_TRANSPORT);
    next();
  });
  app.use(
    compression({
      filter: (request, response) => !isEventStream(response) && compression.filter(request, response),
    }),
  );

  app.use((request, response, next) => {
    if (!addressOf(request, publicOrigin)) return refuse(request, response, "bad-request");
    if (METHODS.has(request.method)) return next();
    response.set("Allow", [...METHODS].join(", "));
    return refuse(request, response, "method-not-allowed");
  });

  if (options.development) app.use(options.development);
  if (options.clientFolder) {
    app.use(
      "/assets",
      express.static(`${options.clientFolder}/assets`, { immutable: true, maxAge: "1y", fallthrough: true }),
    );
    app.use(express.static(options.clientFolder, { maxAge: "1h", index: false }));
  }

  if (options.beside) app.use(options.beside);

  app.use((request, response, next) => {
    const url = addressOf(request, publicOrigin);
    if (!url || !mayBeRouted(url)) return refuse(request, response, "not-found");
    if (!isSameOrigin(request.method, request.headers, url.origin))
      return refuse(request, response, "cross-origin");
    // Every client that we serve says how long its body is; what does not could be endless.
    if (request.headers["transfer-encoding"] !== undefined) return refuse(request, response, "bad-request");
    const uploads = request.get("content-type")?.startsWith("multipart/form-data");
    const largest = uploads ? LARGEST_UPLOAD_BYTES + LARGEST_TEXT_BYTES : LARGEST_TEXT_BYTES;
    if (Number(request.get("content-length") ?? 0) > largest) return refuse(request, response, "too-large");
    next();
  });

  const protect = (response: Response, nonce: string) =>
    response.set(
      "Content-Security-Policy",
      contentSecurityPolicy(nonce, { development: options.development !== undefined }),
    );

  app.use(async (request, response, next) => {
    try {
      const cookie = request.headers.cookie ?? null;
      const language = languageOf(request);
      const url = addressOf(request, publicOrigin);
      if (!url) return refuse(request, response, "bad-request");
      if (url.searchParams.has("lang")) {
        response.append(
          "Set-Cookie",
          languageCookie(language, environment.PUBLIC_URL?.startsWith("https:") ?? false),
        );
      }
      const { directory, path, routed, moved } = await spaceOf(portal, url);
      // 308 and not 301: what was a write stays one.
      if (moved) return response.redirect(308, moved.href);
      const viewer = await portal.viewerOf(cookie);
      const handler = handlers.of(directory.space.prefix);
      const render = (nonce: string, gone?: AbortSignal) =>
        handler(toWebRequest(request, routed, gone), {
          portal,
          directory,
          language,
          nonce,
          viewer,
          address: request.ip ?? "unknown",
          origin: url.origin,
        });

      const forEveryone = request.method === "GET" && viewer === null && isPage(path);
      if (!forEveryone) {
        const nonce = newNonce();
        protect(response, nonce);
        return await sendWebResponse(
          response,
          withDefaultCaching(await render(nonce, goneSignal(response)), viewer),
        );
      }
      // The whole address: that of another space is another page.
      const page = await pages.get(`${language} ${url.href}`, (placeholder) => render(placeholder));
      const nonce = newNonce();
      if (page instanceof globalThis.Response) {
        protect(response, nonce);
        return await sendWebResponse(response, withDefaultCaching(page, viewer));
      }
      const headers = new Headers(page.headers);
      headers.set("ETag", page.etag);
      headers.set("Cache-Control", "no-cache");
      headers.append("Vary", "Cookie, Accept-Language");
      if (page.status === 200 && request.headers["if-none-match"] === page.etag) {
        // No policy on a 304: the page that the reader kept goes with the policy and nonce it came with.
        headers.delete("Content-Type");
        response.removeHeader("Content-Security-Policy");
        return await sendWebResponse(response, new globalThis.Response(null, { status: 304, headers }));
      }
      protect(response, nonce);
      await sendWebResponse(
        response,
        new globalThis.Response(pages.fill(page, nonce), { status: page.status, headers }),
      );
    } catch (error) {
      next(error);
    }
  });

  const onError: ErrorRequestHandler = (error, request, response, _next) => {
    if (response.headersSent) return response.destroy();
    // Express' own refusals, such as an address that is no UTF-8.
    const status: unknown = error instanceof Error && "status" in error ? error.status : undefined;
    if (typeof status === "number" && status >= 400 && status < 500)
      return refuse(request, response, "bad-request");
    portal.log.error({ err: error }, "a request failed");
    return refuse(request, response, "unavailable");
  };
  app.use(onError);
  return app;
}

const newNonce = () => randomBytes(16).toString("base64url");

/** @param path without its space */
function isPage(path: string): boolean {
  return (
    !path.startsWith("/api/") &&
    !path.startsWith("/auth/") &&
    !path.startsWith("/live/") &&
    !path.endsWith(".data") &&
    !path.startsWith("/__manifest") &&
    !["/healthz", "/metrics"].includes(path)
  );
}

/**
 * What does not say itself how long it may be kept: by nobody but its reader, and asked about each time. What was made
 * for somebody who is signed in is not kept at all, on the computer of a library either.
 */
function withDefaultCaching(answer: globalThis.Response, viewer: Viewer | null): globalThis.Response {
  if (!answer.headers.has("Cache-Control"))
    answer.headers.set("Cache-Control", viewer ? "private, no-store" : "private, no-cache");
  return answer;
}

function isEventStream(response: Response): boolean {
  return String(response.getHeader("Content-Type") ?? "").startsWith("text/event-stream");
}
