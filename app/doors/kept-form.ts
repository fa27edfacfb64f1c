import type { AppLoadContext } from "@remix-run/node";
import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { keepForm } from "#app/domain/person/kept-forms.ts";
import { identityHash } from "#app/platform/seal.ts";
import { takeLimit } from "./guard.ts";

/** Marks what a browser keeps as this person's, so that the next one at it is not shown it. */
export function localCopyOwner({ portal, directory }: AppLoadContext, personId: number): string {
  const mark = identityHash(portal.environment.COOKIE_KEY, `drafts of ${personId}${directory.space.prefix}`);
  return mark.toString("base64url").slice(0, 16);
}

/** A form that was opened longer ago is nobody's: no session lives so long. */
const LONGEST_OPEN_DAYS = 60;

/** What a form's sealed word is of. */
const aboutWriter = ({ directory }: AppLoadContext) => `the writer of a form in space ${directory.space.id}`;

const today = ({ portal }: AppLoadContext) => Math.floor(portal.clock.now().getTime() / DAY_MS);

/**
 * What a form says of whose it is, and when it was opened. Sealed, so that nobody without a form of ours makes the
 * portal keep anything.
 */
export function writerToken(context: AppLoadContext, personId: number): string {
  const { seal } = context.portal;
  return seal.close(`${personId} ${today(context)}`, aboutWriter(context)).toString("base64url");
}

function writerOf(context: AppLoadContext, token: FormDataEntryValue | null): number | undefined {
  if (typeof token !== "string" || token.length > 1_000) return undefined;
  try {
    const text = context.portal.seal.open(Buffer.from(token, "base64url"), aboutWriter(context));
    const [personId, day] = text.split(" ").map(Number);
    return day !== undefined && today(context) - day <= LONGEST_OPEN_DAYS ? personId : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps a form that met a session that has ended, for the person whose form it is, for half an hour.
 *
 * @param path where it was sent to
 * @returns where its writer gets it back after signing in; undefined: nothing was kept
 */
export async function keepForSignIn(
  context: AppLoadContext,
  path: string,
  form: FormData,
): Promise<string | undefined> {
  const personId = writerOf(context, form.get("writer"));
  if (personId === undefined) return undefined;
  await takeLimit(context, "text", `kept for ${personId}`);
  const fields = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && name !== "writer" ? [[name, value]] : [],
  );
  const { db, seal, clock } = context.portal;
  const whose = { spaceId: context.directory.space.id, personId };
  return `/kept/${await keepForm(db, seal, whose, { path, fields }, clock.now())}`;
}

/** The header by which a page learns that its form was taken; see components/kept/form-copy.ts. */
export function sentCookie(name: FormDataEntryValue | null): string | undefined {
  if (typeof name !== "string" || !/^[a-z0-9-]{1,80}$/.test(name)) return undefined;
  return `gonggam-sent=${name}; Path=/; Max-Age=3600; SameSite=Lax`;
}
