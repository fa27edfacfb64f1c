import { randomBytes } from "node:crypto";
import { createCookie } from "@remix-run/node";
import { z } from "zod";
import { type Environment, isSecure } from "#app/environment.ts";

const MINUTES = 10;
/** What can wait: what is done with one touch. Where there is something to type, its form waits for who signed in. */
const LABELS = ["agree", "helpful"] as const;

const waitingActSchema = z.object({
  token: z.string(),
  until: z.number(),
  /** The address, within its space, that the form is sent to. */
  path: z.string(),
  fields: z.array(z.tuple([z.string(), z.string()])),
  label: z.enum(LABELS),
});

/** What somebody asked for who was not signed in. */
export type WaitingAct = Pick<z.output<typeof waitingActSchema>, "path" | "fields" | "label">;

/**
 * An act that waits until whoever asked for it has signed in: in a signed cookie, so that it is of the browser in which
 * the button was touched and nothing of it can be put into a link; ten minutes. It lets a page send a form, and does
 * nothing itself: what is sent is an ordinary POST, with all that is asked of one. The token stands in the address that
 * the sign-in leads back to, so that an act is of that sign-in, and ends with its form. A second act takes the place of
 * the first: nobody means two at a time.
 */
export function waitingActs(environment: Environment) {
  const secure = isSecure(environment);
  const cookie = createCookie(`${secure ? "__Host-" : ""}waiting-act`, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure,
    maxAge: MINUTES * 60,
    secrets: [environment.COOKIE_KEY],
  });
  return {
    async begin(act: WaitingAct, now: Date): Promise<{ token: string; setCookie: string }> {
      const token = randomBytes(12).toString("base64url");
      const until = now.getTime() + MINUTES * 60_000;
      return { token, setCookie: await cookie.serialize({ ...act, token, until }) };
    },
    /** @returns undefined: there is none of this token, it is over, or it is not ours */
    async find(token: string | undefined, header: string | null, now: Date): Promise<WaitingAct | undefined> {
      const found = waitingActSchema.safeParse(await cookie.parse(header));
      return found.success && found.data.token === token && found.data.until >= now.getTime()
        ? found.data
        : undefined;
    },
    end: () => cookie.serialize("", { maxAge: 0 }),
  };
}
