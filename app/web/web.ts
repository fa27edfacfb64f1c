import { randomBytes } from "node:crypto";
import type { RequestListener } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from "express";
import sendCompressed from "express-static-gzip";
import type { ErrorCode } from "#app/domain/errors.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { openToOthers } from "#app/doors/api/open-to-others.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { isSecure } from "#app/environment.ts";
import { displayCode } from "#app/platform/display.ts";
import { COST } from "#app/platform/rate-limits.ts";
import type { Portal } from "#app/portal.ts";
import { addressOf, mayBeRouted } from "./address.ts";
import { endsAhead } from "./ahead.ts";
import { type ApiReads, findApiReads } from "./api-reads.ts";
import { askerDoor, BUSY_RETRY_SECONDS } from "./asker-door.ts";
import { largestBody } from "./body-limits.ts";
import { canonicalPath } from "./canonical-path.ts";
import { costOf } from "./cost-of.ts";
import { keptDisplay } from "./display.ts";
import { Front } from "./front.ts";
import { KeptAnswers } from "./kept-answers.ts";
import { keyOf } from "./key-of.ts";
import { chooseLanguage, languageCookie } from "./language.ts";
import { networkOf } from "./network.ts";
import { observe } from "./observe.ts";
import { paced } from "./paced.ts";
import { addressWith, knownAddress } from "./page-parameters.ts";
import { refusalPage } from "./refusal-page.ts";
import { leaveTurn, requestTurns } from "./request-turns.ts";
import { RouteTable } from "./route-table.ts";
import { sameForAll } from "./same-for-all.ts";
import { isSameOrigin } from "./same-origin.ts";
import {
  contentSecurityPolicy,
  makeRoomForPolicy,
  SECURITY_HEADERS,
  STRICT_TRANSPORT,
} from "./security-headers.ts";
import { sendKept } from "./send-kept.ts";
import { SpaceHandlers } from "./space-handlers.ts";
import { spaceOf } from "./space-of.ts";
import { turnOf } from "./turn-of.ts";
import { discardRest, goneSignal, sendWebResponse, toWebRequest } from "./web-streams.ts";

/**
 * The HTTP door: what every request goes through before a route sees it, in this order: what is kept for everybody
 * (`Front`), log and metrics, headers, static files, what stands beside the portal, the refusal of what is not ours or
 * too large, then the space of the address and its route, for readers who are not signed in through `KeptAnswers`.
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

/** What web processes tell one another, so that what is kept does not hide what was written. */
const WRITTEN = "written";
const TOLD_EACH_MS = 5;
/** Any other is refused here: the Fetch standard forbids some of them, and no route knows the rest. */
const METHODS = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);
/** What a server sends and no page, or a mail program: it proves itself by a signature and uses no cookie. */
const FROM_SERVERS: ReadonlySet<string> = new Set(["/auth/back-channel-logout", "/unsubscribe"]);
/** Pages that show a device what it voted: to one that did they are its own, to all others one. */
const OF_A_DEVICE: ReadonlySet<string> = new Set(["routes/q.$name"]);
/** Writes that change what their reader sees, and no page that is kept for others. */
const OF_ITS_READER: ReadonlySet<string> = new Set(["routes/display"]);
/** For choosing the language of the refusal of what is no address. */
const NOWHERE = new URL("http://nowhere/");

export function createWeb(portal: Portal, options: WebOptions): RequestListener {
  const { environment } = portal;
  const handlers = new SpaceHandlers(options.build, options.development ? "development" : "production");
  const routes = new RouteTable(options.build);
  let apiReads: Promise<ApiReads> | undefined;
  const kept = new KeptAnswers();
  portal.siblings.hear(WRITTEN, () => kept.written());
  const tellWritten = paced(() => portal.siblings.tell(WRITTEN), TOLD_EACH_MS);
  const always = isSecure(environment)
    ? { ...SECURITY_HEADERS, "Strict-Transport-Security": STRICT_TRANSPORT }
    : SECURITY_HEADERS;
  const front = new Front(portal, kept, always);
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
  const refuse = async (
    request: Request,
    response: Response,
    code: ErrorCode,
    retryAfterSeconds?: number,
  ) => {
    const language = languageOf(request);
    const answer = request.path.startsWith("/api/")
      ? problemResponse(code, language, { retryAfterSeconds })
      : refusalPage(
          code,
          { language, display: keptDisplay(request.headers.cookie ?? "") },
          retryAfterSeconds,
        );
    try {
      await sendWebResponse(response, answer);
      discardRest(request);
    } catch (error) {
      // Nobody waits for a refusal: what is thrown here would end the process.
      portal.log.error({ err: error }, "a refusal could not be sent");
      response.destroy();
    }
  };

  app.use(observe(portal));
  app.use((_request, response, next) => {
    response.set(always);
    next();
  });
  app.use(
    requestTurns(portal.turns, (request, response) =>
      refuse(request, response, "too-many-requests", BUSY_RETRY_SECONDS),
    ),
  );
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
  app.use((request, response, next) => {
    const url = addressOf(request, publicOrigin);
    if (!url || !mayBeRouted(url)) return refuse(request, response, "not-found");
    const path = canonicalPath(url.pathname);
    // As it was sent, before the URL standard resolved it: Express and its parts below see only that.
    if (path === request.path) return next();
    // 308 and not 301: what was a write stays one.
    return response.redirect(308, url.origin + path + url.search);
  });
  if (options.clientFolder) {
    app.use(
      "/assets",
      sendCompressed(`${options.clientFolder}/assets`, {
        enableBrotli: true,
        orderPreference: ["br", "gzip"],
        index: false,
        serveStatic: { immutable: true, maxAge: "1y" },
      }),
    );
    app.use(express.static(options.clientFolder, { maxAge: "1h", index: false }));
  }

  if (options.beside) app.use(options.beside);

  app.use((request, response, next) => {
    const url = addressOf(request, publicOrigin);
    const ofServers = FROM_SERVERS.has(request.path) && request.headers.origin === undefined;
    if (!url || !(ofServers || isSameOrigin(request.method, request.headers, url.origin)))
      return refuse(request, response, "cross-origin");
    // Every client that we serve says how long its body is; what does not could be endless.
    if (request.headers["transfer-encoding"] !== undefined) return refuse(request, response, "bad-request");
    next();
  });

  const protect = (response: Response, nonce: string) =>
    response.set(
      "Content-Security-Policy",
      contentSecurityPolicy(nonce, { development: options.development !== undefined }),
    );

  app.use(async (request, response, next) => {
    try {
      const url = addressOf(request, publicOrigin);
      if (!url) return refuse(request, response, "bad-request");
      const { directory, path, routed, moved } = await spaceOf(portal, url);
      if (moved) return response.redirect(308, moved.href);
      const isData = path.endsWith(".data");
      const route = await routes.find(isData ? pageOfData(path) : path);
      const parametersForAll = sameForAll(route?.id);
      const cookie = parametersForAll ? null : (request.headers.cookie ?? null);
      const language = chooseLanguage(url, cookie ?? undefined, request.get("accept-language"));
      const display = keptDisplay(cookie ?? "");
      if (url.searchParams.has("lang") && !parametersForAll) {
        response.append("Set-Cookie", languageCookie(language, isSecure(environment)));
      }
      const isRead = request.method === "GET" || request.method === "HEAD";
      const isApi = path.startsWith("/api/");
      // The script asks for the data of pages alone; the answer of a stream or a file would be waited for for ever.
      if (isData && isRead && route && !route.isPage) return refuse(request, response, "not-found");
      if (
        Number(request.get("content-length") ?? 0) > largestBody(route?.id ?? "", request.get("content-type"))
      )
        return refuse(request, response, "too-large");
      apiReads ??= findApiReads(routes);
      const apiRead = isRead ? (await apiReads).get(route?.id ?? "") : undefined;
      const { key: apiKey, fault } = await keyOf(portal, isApi ? request.get("authorization") : undefined, {
        spaceId: directory.space.id,
        isRead,
        read: apiRead,
      });
      const address = apiKey ? `keys of ${apiKey.personId}` : networkOf(request.ip);
      if (fault) {
        const wait = await portal.limits.take("work", address, COST.read);
        const problem =
          wait === undefined
            ? problemResponse(fault, language)
            : problemResponse("too-many-requests", language, { retryAfterSeconds: wait });
        // What to do next (RFC 6750, 3).
        if (problem.status === 401) problem.headers.set("WWW-Authenticate", 'Bearer error="invalid_token"');
        await sendWebResponse(response, problem);
        return discardRest(request);
      }
      response.locals.apiKey = apiKey?.id;
      const parameters = parametersForAll ?? apiRead?.parameters;
      const asked = route?.isPage
        ? knownAddress(routed, route.id, { framework: isData || !isRead })
        : parameters
          ? addressWith(routed, parameters)
          : routed;
      const viewer = apiKey ? null : await portal.viewerOf(cookie);
      const drawn = isRead && (route?.isPage || apiRead !== undefined || parametersForAll !== undefined);
      const points = costOf(route, { path, isApi, forAll: parametersForAll !== undefined });
      const reader = viewer ? `person ${viewer.personId}` : address;
      const door = askerDoor(portal, {
        asker: turnOf(request, route?.id, { isRead, reader, isKnown: viewer !== null }),
        points,
        limit: isRead ? { name: apiKey ? "service" : "work", key: reader } : undefined,
        refuse(wait) {
          if (route?.isPage) return refusalPage("too-many-requests", { language, display }, wait);
          const refusal = problemResponse("too-many-requests", language, { retryAfterSeconds: wait });
          return viewer ? refusal : openToOthers(refusal);
        },
      });
      const handler = handlers.of(directory.space.prefix, route);
      const render = async (nonce: string, gone?: AbortSignal) =>
        (await door.refusal()) ??
        handler(toWebRequest(request, asked, gone), {
          portal,
          directory,
          language,
          display,
          nonce,
          viewer,
          address,
          origin: url.origin,
        });

      // Vite's scripts are in no built file.
      const ofDevice = OF_A_DEVICE.has(route?.id ?? "") && portal.devices.find(cookie) !== undefined;
      const forEveryone = drawn && viewer === null && !isData && !ofDevice && !options.development;
      if (!forEveryone) {
        const nonce = newNonce();
        protect(response, nonce);
        const gone = goneSignal(response);
        leaveTurn(response);
        const answer = withDefaultCaching(
          await door.inTurn(async () => (gone.aborted ? forNobody() : render(nonce, gone))),
          viewer,
        );
        makeRoomForPolicy(response, answer.headers);
        if (!isRead && answer.status < 400 && !OF_ITS_READER.has(route?.id ?? "")) {
          kept.written();
          tellWritten();
        }
        await sendWebResponse(response, answer);
        return discardRest(request);
      }
      // The whole address: that of another space is another page. Twenty looks at the most; nearly everybody has one.
      const key = `${language} ${route?.isPage ? displayCode(display) : ""} ${asked.href}`;
      leaveTurn(response);
      const answer =
        kept.ready(key) ??
        (await door.inTurn(async () =>
          response.destroyed ? forNobody() : kept.get({ key, origin: url.origin }, (nonce) => render(nonce)),
        ));
      if (answer instanceof globalThis.Response)
        return await sendWebResponse(response, withDefaultCaching(answer, viewer));
      if (!url.searchParams.has("lang")) front.remember(request, key);
      await sendKept(request, response, answer);
    } catch (error) {
      next(error);
    }
  });

  const onError: ErrorRequestHandler = (error, request, response, _next) => {
    if (response.headersSent || response.destroyed) return response.destroy();
    // What the answer that failed had said of itself is not true of the one that comes instead.
    const whole = response.getHeader("Content-Range");
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    response.set(always);
    // Express' own refusals, such as an address that is no UTF-8.
    const status: unknown = error instanceof Error && "status" in error ? error.status : undefined;
    // Of a file, a piece that it does not have or a version that it is not (RFC 9110, 15.5.13 and 15.5.17).
    if (status === 412 || status === 416) {
      if (status === 416 && whole !== undefined) response.setHeader("Content-Range", whole);
      return response.status(status).end();
    }
    if (typeof status === "number" && status >= 400 && status < 500)
      return refuse(request, response, "bad-request");
    portal.log.error({ err: error }, "a request failed");
    return refuse(request, response, "unavailable");
  };
  app.use(onError);
  return (request, response) => {
    if (!endsAhead(request, response) && !front.answer(request, response)) app(request, response);
  };
}

/** Whose reader left while they waited. */
const forNobody = () => new globalThis.Response(null, { status: 503 });

const newNonce = () => randomBytes(16).toString("base64url");

/** @param path of a page's data, as the page's script asks for it, without its space */
const pageOfData = (path: string) => path.replace(/\.data$/, "").replace(/^\/_root$/, "/");

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
