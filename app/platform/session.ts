import { createHash, randomBytes } from "node:crypto";
import { NodePostgresAdapter } from "@lucia-auth/adapter-postgresql";
import { Lucia, TimeSpan } from "lucia";
import type pg from "pg";

/**
 * Sessions, by lucia. Its upstream is frozen, so nothing else imports it and it could be replaced here alone.
 *
 * The cookie holds a random token; the table holds only the token's SHA-256, which lucia takes for the session's
 * id. So a copy of the database opens no session.
 */
const IDLE_DAYS = 14;
const ABSOLUTE_MS = 60 * 24 * 60 * 60 * 1000;
const TOKEN_BYTES = 32;

/** What else stands in a session's row; see the table. */
interface SessionFacts {
  authenticated_at: Date | null;
  device: string | null;
  account_hash: Buffer | null;
  provider_hash: Buffer | null;
  id_token: Buffer | null;
}

declare module "lucia" {
  interface Register {
    Lucia: Lucia<{ createdAt: Date; usedAt: Date; authenticatedAt: Date | null }>;
    UserId: number;
    DatabaseSessionAttributes: { created_at: Date; used_at: Date } & SessionFacts;
  }
}

interface Session {
  id: string;
  personId: number;
  createdAt: Date;
  /** See `SessionTable.used_at`. */
  usedAt: Date;
  /** See `SessionTable.authenticated_at`. */
  authenticatedAt: Date | null;
}

export interface Sessions {
  /** The name of the cookie. */
  cookieName: string;
  /**
   * @param factsOf what stands in its row, by its id
   * @returns the Set-Cookie header of a new session: the token in it was never used before (no fixation)
   */
  begin(personId: number, factsOf: (sessionId: string) => SessionFacts): Promise<string>;
  /** The session of a Cookie header, if it is still good; slides its idle end forward. */
  find(cookieHeader: string | null): Promise<Session | undefined>;
  end(session: Pick<Session, "id">): Promise<void>;
  /** The Set-Cookie header that forgets the session. */
  blankCookie(): string;
  /** The id of the session that the header names, whether it is good or not: a key for caches. */
  idOf(cookieHeader: string | null): string | undefined;
}

export function createSessions(pool: pg.Pool, options: { secure: boolean }): Sessions {
  const cookieName = options.secure ? "__Host-gonggam" : "gonggam";
  const lucia = new Lucia(new NodePostgresAdapter(pool, { user: "person", session: "session" }), {
    sessionExpiresIn: new TimeSpan(IDLE_DAYS, "d"),
    sessionCookie: {
      name: cookieName,
      attributes: { sameSite: "lax", path: "/", secure: options.secure },
    },
    getSessionAttributes: ({ created_at, used_at, authenticated_at }) => ({
      createdAt: created_at,
      usedAt: used_at,
      authenticatedAt: authenticated_at,
    }),
  });
  const readToken = (header: string) => {
    try {
      return lucia.readSessionCookie(header);
    } catch {
      return null; // some cookie, not even ours, that is no UTF-8: lucia decodes them all
    }
  };
  const idOf = (cookieHeader: string | null) => {
    const token = readToken(cookieHeader ?? "");
    return token ? createHash("sha256").update(token).digest("hex") : undefined;
  };
  return {
    cookieName,
    idOf,
    async begin(personId, factsOf) {
      const token = randomBytes(TOKEN_BYTES).toString("base64url");
      const sessionId = createHash("sha256").update(token).digest("hex");
      const now = new Date();
      await lucia.createSession(
        personId,
        { created_at: now, used_at: now, ...factsOf(sessionId) },
        { sessionId },
      );
      return lucia.createSessionCookie(token).serialize();
    },
    async find(cookieHeader) {
      const id = idOf(cookieHeader);
      if (id === undefined) return undefined;
      const { session } = await lucia.validateSession(id);
      if (!session) return undefined;
      if (Date.now() - session.createdAt.getTime() > ABSOLUTE_MS) {
        await lucia.invalidateSession(id);
        return undefined;
      }
      const { userId: personId, createdAt, usedAt, authenticatedAt } = session;
      return { id, personId, createdAt, usedAt, authenticatedAt };
    },
    end: (session) => lucia.invalidateSession(session.id),
    blankCookie: () => lucia.createBlankSessionCookie().serialize(),
  };
}
