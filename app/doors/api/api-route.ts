import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError, PortalError } from "#app/domain/errors.ts";
import type { Action, Viewer } from "#app/domain/person/permissions.ts";
import type { LimitName } from "#app/platform/rate-limits.ts";
import { permittedViewer, takeLimit, takeLimits } from "../guard.ts";
import { openToOthers } from "./open-to-others.ts";
import { problemResponse } from "./problem.ts";

/** What an API handler gets; one that writes gets the viewer too. */
export interface ApiCall {
  request: Request;
  url: URL;
  params: Record<string, string | undefined>;
  context: AppLoadContext;
  now: Date;
}

export interface Reading {
  /** Who may; "public" is everyone, signed in or not. */
  permission: Action | "public";
  handle(call: ApiCall): Promise<Response>;
}

export interface Writing {
  permission: Action;
  limit: LimitName;
  handle(call: ApiCall & { viewer: Viewer }): Promise<Response>;
}

/** A write that nobody has to be signed in for: it is taken from its address alone. */
export interface OpenWriting {
  permission: "public";
  handle(call: ApiCall): Promise<Response>;
}

interface ApiRoute {
  GET?: Reading;
  POST?: Writing;
  PUT?: Writing | OpenWriting;
  DELETE?: Writing;
}

/**
 * An address of the API: its methods, and all that they share. Each names its permission; one that asks for the own
 * office is asked again by the domain, which knows whose the thing is. Writing needs a session, but for what devices may
 * do, and goes through the limits of the person and of the address before its body is read. Whatever is refused becomes a
 * problem.
 *
 * Use: `const route = apiRoute({ GET: reads(listThings, async ({ query }) => …) }); export const loader = route.loader;
 * export const action = route.action;`, with the operation as its family's file describes it (operation.ts).
 */
export function apiRoute(methods: ApiRoute) {
  const said = async ({
    request,
    params,
    context,
  }: LoaderFunctionArgs | ActionFunctionArgs): Promise<Response> => {
    const call = { request, url: new URL(request.url), params, context, now: context.portal.clock.now() };
    try {
      return await dispatch(methods, call);
    } catch (error) {
      if (isPortalError(error)) return problemResponse(error.code, context.language, error.details);
      context.portal.log.error({ err: error }, "an API call failed");
      return problemResponse("unavailable", context.language);
    }
  };
  /** What is read by nobody in particular may be read by the page of any site. */
  const answer = async (args: LoaderFunctionArgs | ActionFunctionArgs): Promise<Response> => {
    const { method } = args.request;
    const isOpen = (method === "GET" || method === "HEAD") && args.context.viewer === null;
    return isOpen ? openToOthers(await said(args)) : said(args);
  };
  return { loader: answer, action: answer };
}

async function dispatch(methods: ApiRoute, call: ApiCall): Promise<Response> {
  const { request, context } = call;
  const { method } = request;
  if ((method === "GET" || method === "HEAD") && methods.GET) {
    const { permission, handle } = methods.GET;
    if (permission !== "public") permittedViewer(context, permission);
    return handle(call);
  }
  const write = method === "POST" || method === "PUT" || method === "DELETE" ? methods[method] : undefined;
  if (!write) {
    const refusal = problemResponse("method-not-allowed", context.language);
    refusal.headers.set("Allow", allowedBy(methods));
    return refusal;
  }
  if (write.permission === "public") {
    await takeLimit(context, "address", context.address);
    return write.handle(call);
  }
  const viewer = permittedViewer(context, write.permission);
  await takeLimits(context, viewer, write.limit);
  return write.handle({ ...call, viewer });
}

/** What the Allow header of a 405 must say (RFC 9110, 15.5.6). */
function allowedBy(methods: ApiRoute): string {
  return Object.keys(methods)
    .flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]))
    .join(", ");
}

/**
 * The JSON object in a request's body.
 *
 * @throws PortalError "unsupported-type", or "bad-request" for what is no JSON, or JSON but no object
 */
export async function readJson(request: Request): Promise<object> {
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new PortalError("unsupported-type");
  const body = await parseJson(request);
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new PortalError("bad-request");
  return body;
}

async function parseJson(request: Request): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await request.arrayBuffer()));
  } catch {
    throw new PortalError("bad-request");
  }
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store", ...headers } });
}
