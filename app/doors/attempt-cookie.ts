import { createCookie } from "@remix-run/node";
import { z } from "zod";
import type { Environment } from "#app/environment.ts";
import type { SignInAttempt } from "#app/platform/identity-provider.ts";

const attemptSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
});

/** The signed cookie that carries a sign-in from its beginning to its end: ten minutes, only for /auth. */
export function attemptCookie(environment: Environment) {
  const cookie = createCookie("sign-in", {
    path: "/auth",
    httpOnly: true,
    sameSite: "lax",
    secure: environment.PUBLIC_URL?.startsWith("https:") ?? false,
    maxAge: 600,
    secrets: [environment.COOKIE_KEY],
  });
  return {
    serialize: (attempt: SignInAttempt) => cookie.serialize(attempt),
    clear: () => cookie.serialize("", { maxAge: 0 }),
    /** Undefined when there is none, it was changed, or it is not ours. */
    async parse(header: string | null): Promise<SignInAttempt | undefined> {
      const attempt = attemptSchema.safeParse(await cookie.parse(header));
      return attempt.success ? attempt.data : undefined;
    },
  };
}
