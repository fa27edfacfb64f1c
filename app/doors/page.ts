import { type AppLoadContext, data, redirectDocument } from "@remix-run/node";
import { type ErrorCode, type FieldFault, isPortalError, PortalError } from "#app/domain/errors.ts";
import { type Action, may, type Viewer } from "#app/domain/person/permissions.ts";
import { readSpaceAddress } from "#app/domain/space/address.ts";
import type { LimitName } from "#app/platform/rate-limits.ts";
import { takeLimits } from "./api/api-route.ts";

/** What an action that was refused tells its form. */
export interface Refused {
  refused: { code: ErrorCode; faults: FieldFault[]; retryAfterSeconds: number | null };
  /** What was in the form, so that nobody writes it twice. */
  typed: Record<string, string>;
}

/** The path and query of a request within its space, as links and redirects there name it: for coming back to it. */
export function pathOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return readSpaceAddress(pathname).path.replace(/\.data$/, "") + search;
}

/** Only paths of our own, so that nobody is sent elsewhere by a forged link. */
export function safeReturnTo(path: string | null | undefined): string {
  if (!path || !/^\/(?![/\\])/.test(path) || path.length > 1_000) return "/";
  const url = URL.canParse(path, "http://here") ? new URL(path, "http://here") : undefined;
  // Looked at once more as it came out: "/.//elsewhere" is "//elsewhere" by then.
  return url && url.host === "here" && !url.pathname.startsWith("//")
    ? url.pathname + url.search + url.hash
    : "/";
}

/** Who is signed in; anyone else is sent to sign in and comes back to `returnTo`. */
export function requireViewer(context: AppLoadContext, request: Request, returnTo = pathOf(request)): Viewer {
  if (context.viewer) return context.viewer;
  // A new document: the agency is not one of our routes, and the page's script cannot go there.
  throw redirectDocument(`/auth/sign-in?${new URLSearchParams({ returnTo: safeReturnTo(returnTo) })}`);
}

/** @throws a 403 page */
export function requirePermission(viewer: Viewer, action: Action, officeId?: number): void {
  if (!may(viewer, action, officeId)) throw data({ code: "not-permitted" }, { status: 403 });
}

/** Runs a loader's domain call; what is not there, or not theirs, becomes the page that says so. */
export async function readPage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isPortalError(error)) throw data({ code: error.code }, { status: error.status });
    throw error;
  }
}

/** Codes that concern the whole page; the others are told beside the form, with what was typed still in it. */
const WHOLE_PAGE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["not-found", "not-permitted"]);

export interface PageWrite {
  viewer: Viewer;
  form: FormData;
  now: Date;
}

/**
 * A form's action: sign-in, limits, ONE domain call. What the domain refuses comes back as data for the form, with
 * the status that fits, so that it works the same with and without JavaScript.
 *
 * @param options.limit which limit it counts against, also by what the form asks for
 * @param options.returnTo where to go on after signing in, when nobody is
 * @param options.mostFields for the few forms that repeat their fields
 */
export async function writePage<T>(
  { request, context }: { request: Request; context: AppLoadContext },
  options: { limit: LimitName | ((form: FormData) => LimitName); returnTo?: string; mostFields?: number },
  work: (write: PageWrite) => Promise<T>,
) {
  const viewer = requireViewer(context, request, options.returnTo);
  let form = new FormData();
  try {
    form = await readForm(request, options.mostFields);
    const { limit } = options;
    await takeLimits(context, viewer, typeof limit === "function" ? limit(form) : limit);
    return await work({ viewer, form, now: context.portal.clock.now() });
  } catch (error) {
    if (!isPortalError(error)) throw error;
    const { code, status, details } = error;
    if (WHOLE_PAGE.has(code)) throw data({ code }, { status });
    const refused = {
      code,
      faults: details.faults ?? [],
      retryAfterSeconds: details.retryAfterSeconds ?? null,
    };
    const headers = new Headers();
    if (refused.retryAfterSeconds !== null) headers.set("Retry-After", String(refused.retryAfterSeconds));
    return data<Refused>({ refused, typed: textFields(form) }, { status, headers });
  }
}

/** More than any form of ours has: what was typed is given back with a refusal, so that must have an end. */
const MOST_FIELDS = 50;

async function readForm(request: Request, most = MOST_FIELDS): Promise<FormData> {
  const form = await request.formData().catch(() => undefined);
  if (!form || [...form.keys()].length > most) throw new PortalError("bad-request");
  return form;
}

/** A form's fields as an object for a schema: texts only, the last of each name. */
export function textFields(form: FormData): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === "string") fields[name] = value;
  return fields;
}
