import { createCookie } from "@remix-run/node";
import { z } from "zod";
import { type Environment, isSecure } from "#app/environment.ts";
import type { SignInAttempt } from "#app/platform/identity-provider.ts";

const attemptSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  maxAge: z.number().nullable().default(null),
});

const MINUTES = 10;
/** Somebody who opens one tab after the other; more would fill the header that a request may have. */
const MOST_ATTEMPTS = 6;
const NAME = /^(?:__Host-)?sign-in-([0-9a-z]+)-([\w-]{16})$/;

/**
 * Sign-ins under way, each from its beginning to its end in a signed cookie of its own, ten minutes: a second tab
 * begins a second one and does not end the first. The name carries when it began, and the state by which what comes
 * back finds it. Path=/, because `__Host-` asks for it.
 */
export function attemptCookies(environment: Environment) {
  const secure = isSecure(environment);
  const named = (name: string) =>
    createCookie(name, {
      path: "/",
      httpOnly: true,
      sameSite: "lax",
      secure,
      maxAge: MINUTES * 60,
      secrets: [environment.COOKIE_KEY],
    });
  const clear = (name: string) => named(name).serialize("", { maxAge: 0 });
  return {
    /**
     * @param header the Cookie header of the request
     * @returns Set-Cookie headers: the attempt's, and the end of the oldest ones that are too many
     */
    async begin(attempt: SignInAttempt, header: string | null, now: Date): Promise<string[]> {
      const name = `${secure ? "__Host-" : ""}sign-in-${now.getTime().toString(36)}-${keyOf(attempt.state)}`;
      const newest = attemptsIn(header).toSorted((one, other) => other.began - one.began);
      const tooMany = newest.slice(MOST_ATTEMPTS - 1);
      return Promise.all([named(name).serialize(attempt), ...tooMany.map((one) => clear(one.name))]);
    },
    /**
     * Ends the attempt of a state.
     *
     * @returns undefined when there is none, it was changed, or it is not ours
     */
    async finish(state: string | null, header: string | null) {
      const key = keyOf(state ?? "");
      for (const { name } of attemptsIn(header).filter((one) => one.key === key)) {
        const attempt = attemptSchema.safeParse(await named(name).parse(header));
        if (attempt.success && attempt.data.state === state)
          return { attempt: attempt.data, cleared: await clear(name) };
      }
      return undefined;
    },
  };
}

/** As much of a state as a cookie's name needs; the whole one is in the cookie, and compared. */
const keyOf = (state: string) => state.slice(0, 16);

function attemptsIn(header: string | null): { name: string; began: number; key: string }[] {
  return (header ?? "").split(";").flatMap((pair) => {
    const name = pair.split("=", 1)[0]?.trim() ?? "";
    const [, began, key] = NAME.exec(name) ?? [];
    return began === undefined || key === undefined ? [] : [{ name, began: Number.parseInt(began, 36), key }];
  });
}
