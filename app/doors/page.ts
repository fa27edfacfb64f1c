import { type AppLoadContext, data, redirectDocument } from "@remix-run/node";
import type { Refused } from "#app/components/use-refusal.ts";
import { type ErrorCode, isPortalError } from "#app/domain/errors.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { readSpaceAddress } from "#app/domain/space/address.ts";
import type { LimitName } from "#app/platform/rate-limits.ts";
import { LARGEST_TEXT_BYTES } from "#app/web/body-limits.ts";
import { readForm } from "./form.ts";
import { inTurn, type Permission, permittedViewer, takeLimit, takeLimits } from "./guard.ts";
import { keepForSignIn, sentCookie } from "./kept-form.ts";
import { type WaitingAct, waitingActs } from "./waiting-act.ts";

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

/** Runs a loader's domain call; what is not there, not theirs, or asked for too often, becomes the page that says so. */
export async function readPage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isPortalError(error)) throw error;
    const { code, status, details } = error;
    const wait = details.retryAfterSeconds;
    if (wait === undefined) throw data({ code }, { status });
    // Of the address of a file Remix keeps the headers of a Response alone.
    throw Response.json({ code }, { status, headers: { "Retry-After": String(wait) } });
  }
}

/** An address as its door sees it; a loader's and an action's arguments are one. */
interface Asked {
  request: Request;
  context: AppLoadContext;
}

interface PageDoor {
  permission: Permission;
  /** Where to go on after signing in, when nobody is. */
  returnTo?: string;
}

/** Who may go on; anyone else is sent to sign in and comes back. @throws PortalError "not-permitted" */
function enter({ request, context }: Asked, { permission, returnTo = pathOf(request) }: PageDoor): Viewer {
  if (!context.viewer) throw toSignIn(returnTo);
  return permittedViewer(context, permission);
}

/** A new document: the agency is not one of our routes, and the page's script cannot go there. */
const toSignIn = (returnTo: string) =>
  redirectDocument(`/auth/sign-in?${new URLSearchParams({ returnTo: safeReturnTo(returnTo) })}`);

/**
 * Sends to sign in who sent a form after their session had ended, and back to what they typed: a browser with scripts
 * kept it itself and goes back to its page; of one without, and of what no browser may keep, the form is kept here.
 * Of who comes without the cookie of a session only what a door carries is read.
 */
async function signInAgain(asked: Asked, door: WriteDoor): Promise<Response> {
  const { request, context } = asked;
  const returnTo = door.returnTo ?? pathOf(request);
  const cookies = request.headers.get("Cookie");
  const wasSignedIn = cookies !== null && context.portal.sessions.idOf(cookies) !== undefined;
  if (wasSignedIn && door.unkept !== undefined) return toSignIn(door.unkept);
  if ((!wasSignedIn && !door.carries) || isLarge(request)) return toSignIn(returnTo);
  await takeLimit(context, "address", context.address);
  const form = await readTexts(request, door.mostFields);
  const act = door.carries?.(form);
  if (act) return carryToSignIn(asked, act, returnTo);
  if (!wasSignedIn) return toSignIn(returnTo);
  // A page's script takes anything; a browser that sends a form by itself wants a page.
  const isScripted = !request.headers.get("Accept")?.includes("text/html");
  if (isScripted && form.has("kept")) return toSignIn(returnTo);
  return toSignIn((await keepForSignIn(context, pathOf(request), form)) ?? returnTo);
}

/** Sends to sign in who touched a button that needs nothing but a name to it, and does it when they come back. */
async function carryToSignIn({ request, context }: Asked, act: CarriedAct, returnTo: string) {
  const { environment, clock } = context.portal;
  const waiting = { ...act, path: pathOf(request) };
  const { token, setCookie } = await waitingActs(environment).begin(waiting, clock.now());
  const to = new URLSearchParams({ to: safeReturnTo(returnTo) });
  return redirectDocument(`/acts/${token}/sign-in?${to}`, { headers: { "Set-Cookie": setCookie } });
}

/** As {@link readPage}, for what is not everybody's to read: who asks, may they, then the work. */
export function readPageAs<T>(
  asked: Asked,
  door: PageDoor,
  work: (who: { viewer: Viewer; now: Date }) => Promise<T>,
): Promise<T> {
  return readPage(async () => {
    const viewer = enter(asked, door);
    return work({ viewer, now: asked.context.portal.clock.now() });
  });
}

/** Codes that concern the whole page; the others are told beside the form, with what was typed still in it. */
const WHOLE_PAGE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "not-found",
  "invitation-over",
  "not-permitted",
]);

export interface PageWrite {
  viewer: Viewer;
  form: FormData;
  now: Date;
}

interface WriteDoor extends PageDoor {
  /** What each write is taken from, before its form is read. */
  limit: LimitName;
  /**
   * Where to go on instead of `returnTo` after a session that has ended, for a form of which nothing may be kept: a
   * ballot, which would lie here beside its writer and be opened with the portal's lasting key.
   */
  unkept?: string;
  /** For the few forms that repeat their fields. */
  mostFields?: number;
  /**
   * What of a form is done by itself once its sender has signed in, for a button that needs nothing typed; undefined:
   * nothing. It is of this browser alone; see waiting-act.ts.
   */
  carries?: (form: FormData) => CarriedAct | undefined;
}

type CarriedAct = Omit<WaitingAct, "path">;

/**
 * A form's action: who asks, may they, how often, then the form and ONE domain call. What the domain refuses comes
 * back as data for the form, with the status that fits, so that it works the same with and without JavaScript.
 */
export async function writePage<T>(asked: Asked, door: WriteDoor, work: (write: PageWrite) => Promise<T>) {
  const { request, context } = asked;
  let form: FormData | undefined;
  try {
    if (!context.viewer) throw await signInAgain(asked, door);
    const viewer = enter(asked, door);
    await takeLimits(context, viewer, door.limit);
    const act = async () => {
      form = await readForm(request, door.mostFields);
      const switched = inOtherLanguage(form);
      if (switched) return switched;
      const done = await work({ viewer, form, now: context.portal.clock.now() });
      if (done instanceof Response) await noteSent(context, done, form);
      return done;
    };
    // To the end and not while it is read alone: all that time its file is in memory.
    return isLarge(request) ? await inTurn(context, "upload", String(viewer.personId), act) : await act();
  } catch (error) {
    return refusal(error, form ?? (await readTexts(request, door.mostFields)));
  }
}

/**
 * A form that nobody has to be signed in for: taken from its address alone. What it does must be nothing that counts
 * people.
 */
export async function writeOpenPage<T>(
  { request, context }: Asked,
  mostFields: number,
  work: (write: Omit<PageWrite, "viewer">) => Promise<T>,
) {
  let form: FormData | undefined;
  try {
    await takeLimit(context, "address", context.address);
    form = await readForm(request, mostFields);
    return inOtherLanguage(form) ?? (await work({ form, now: context.portal.clock.now() }));
  } catch (error) {
    return refusal(error, form ?? (await readTexts(request, mostFields)));
  }
}

/** What the domain refuses, as data for the form with what was typed; what concerns the whole page is thrown. */
function refusal(error: unknown, form: FormData) {
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

/**
 * What is typed into a form that was asked for in another language (components/kept/other-languages.tsx): nothing is done
 * with it, and it comes back as after a refusal.
 */
function inOtherLanguage(form: FormData): Refused | undefined {
  const typed = textFields(form);
  const [asked, ...intent] = (typed.intent ?? "").split(":");
  return asked === "language" ? { refused: null, typed: { ...typed, intent: intent.join(":") } } : undefined;
}

/** What leads on has taken the form: the page that it came from may forget its copy. */
async function noteSent(
  { portal }: AppLoadContext,
  { status, headers }: Response,
  form: FormData,
): Promise<void> {
  if (status < 300 || status >= 400) return;
  const cookie = sentCookie(form.get("kept"));
  if (cookie !== undefined) headers.append("Set-Cookie", cookie);
  if (form.has("waited")) headers.append("Set-Cookie", await waitingActs(portal.environment).end());
}

/** A file comes with it. */
const isLarge = (request: Request) =>
  Number(request.headers.get("Content-Length") ?? Number.POSITIVE_INFINITY) > LARGEST_TEXT_BYTES;

/** What was typed by who came too often, so that it is not lost; no form that is longer than texts are. */
async function readTexts(request: Request, most?: number): Promise<FormData> {
  if (request.bodyUsed || isLarge(request)) return new FormData();
  return readForm(request, most).catch(() => new FormData());
}

/** A form's fields as an object for a schema: texts only, the last of each name. */
export function textFields(form: FormData): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === "string") fields[name] = value;
  return fields;
}
