import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import * as oidc from "openid-client";
import { seenLength, tidiedLine } from "./writing.ts";

/** What the portal takes from the identity agency, whatever the claims are called there. */
export interface Identity {
  issuer: string;
  subject: string;
  /** The agency's unique number of a human being, the same for every account of theirs. */
  uniqueNumber: string;
  name: string;
  birthDate: string | null;
  district: string | null;
  email: string | null;
  /** Where they are registered, as one line. */
  address: string | null;
  foreigner: boolean;
  /** YYYY-MM-DD, of foreigners who have it. */
  permanentResidenceSince: string | null;
  /** Such as "officer:transport" or "moderator". */
  posts: string[];
}

/** What a session of ours is to the provider, to be told when either side ends it. */
export interface ProviderSession {
  /** The provider's name for its own session; null: it has none. */
  sid: string | null;
  idToken: string;
  /** When somebody proved who they are there; null: it does not say. */
  authenticatedAt: Date | null;
}

/** What the provider says is over: one of its sessions, or all of an account. At least one is not null. */
export interface EndedAtProvider {
  subject: string | null;
  sid: string | null;
}

interface IdentitySettings {
  /** undefined: in a process that nobody signs in to. */
  issuer: string | undefined;
  clientId: string;
  clientSecret?: string;
  scope: string;
  /** Asked for at each sign-in, and looked for in what comes back. */
  prompt?: "login";
  /** In seconds: how long ago somebody may have signed in at the provider. */
  maxAge?: number;
  /** One of these levels (`acr`) it must have been; none: any. */
  acrValues: readonly string[];
  claims: Record<
    | "uniqueNumber"
    | "name"
    | "birthDate"
    | "district"
    | "email"
    | "posts"
    | "address"
    | "foreigner"
    | "permanentResidence",
    string
  >;
}

/** What must be remembered between leaving for the agency and coming back; kept in a signed cookie. */
export interface SignInAttempt {
  state: string;
  nonce: string;
  verifier: string;
  returnTo: string;
  /** How long ago the sign-in at the provider may be when it comes back, in seconds; null: as long as it likes. */
  maxAge: number | null;
}

/** Who is asked to sign in anew types something: so much older the sign-in may be when it comes back. */
const FRESH_SECONDS = 300;
/** OpenID Connect Back-Channel Logout 1.0, 2.4. */
const LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";
/** What is older was said before, or is late: it is not heard again. */
const LOGOUT_SECONDS = 120;
const MOST_LOGOUTS = 10_000;

/** Raised when what came back is not an answer to what was asked: an old tab, a forged link, a refusal. */
class SignInRefused extends Error {
  override readonly name = "SignInRefused";
}

/** Raised when the provider does not answer, or not as one does: nobody can sign in, whoever they are. */
class ProviderAway extends Error {
  override readonly name = "ProviderAway";
}

/** By its name: the routes' bundle has its own copy of the class. */
export function isProviderAway(error: unknown): boolean {
  return error instanceof Error && error.name === "ProviderAway";
}

/** Whether what the provider sent was not accepted, and would not be another time; by its name too. */
export const isRefusal = (error: unknown): boolean =>
  (error instanceof Error && error.name === "SignInRefused") ||
  (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout));

/** Its description is asked for while somebody looks at a blank page; what follows may take as long as it ever did. */
const DISCOVERY_SECONDS = 8;
const REQUEST_SECONDS = 30;

/** What openid-client calls an answer that no provider gives, or none in time; its other codes are of forged ones. */
const AWAY_CODES: ReadonlySet<string | undefined> = new Set([
  "OAUTH_TIMEOUT",
  "OAUTH_ABORT",
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
  "OAUTH_RESPONSE_IS_NOT_JSON",
  "OAUTH_PARSE_ERROR",
]);

/** The OIDC code flow with PKCE (RFC 7636), state and nonce, against any provider that has discovery. */
export class IdentityProvider {
  #configuration: Promise<oidc.Configuration> | undefined;
  #keys: { address: string; of: ReturnType<typeof createRemoteJWKSet> } | undefined;
  /** The `jti` of logout tokens that were heard, for as long as one is valid. */
  readonly #heard = new LRUCache<string, true>({ max: MOST_LOGOUTS, ttl: 2 * LOGOUT_SECONDS * 1000 });

  constructor(private readonly settings: IdentitySettings) {}

  /** Discovers at the first need, and again after a failure: the agency may come up later than we do. */
  #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    if (issuer === undefined) throw new Error("No identity provider is set.");
    // Without TLS only to this very machine, as the demonstration is.
    const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(new URL(issuer).hostname);
    this.#configuration ??= oidc
      .discovery(new URL(issuer), clientId, clientSecret, undefined, {
        execute: loopback ? [oidc.allowInsecureRequests] : [],
        timeout: DISCOVERY_SECONDS,
      })
      .then((configuration) => {
        configuration.timeout = REQUEST_SECONDS;
        return configuration;
      })
      .catch((error) => {
        this.#configuration = undefined;
        throw new ProviderAway("The identity provider does not answer.", { cause: error });
      });
    return this.#configuration;
  }

  /**
   * @param hints further parameters, such as `login_hint` and `ui_locales`
   * @param options.fresh whoever is signed in at the provider is to sign in once more
   * @returns where to send the browser, and what to remember
   * @throws ProviderAway
   */
  async begin(
    redirectUri: string,
    returnTo: string,
    hints: Record<string, string>,
    { fresh = false }: { fresh?: boolean } = {},
  ) {
    const configuration = await this.#discover();
    const { settings } = this;
    const maxAge = fresh ? Math.min(FRESH_SECONDS, settings.maxAge ?? FRESH_SECONDS) : settings.maxAge;
    const prompt = fresh ? "login" : settings.prompt;
    const attempt: SignInAttempt = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      returnTo,
      maxAge: maxAge ?? null,
    };
    const location = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: this.settings.scope,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: "S256",
      state: attempt.state,
      nonce: attempt.nonce,
      ...(prompt && { prompt }),
      ...(maxAge !== undefined && { max_age: String(maxAge) }),
      ...(settings.acrValues.length > 0 && { acr_values: settings.acrValues.join(" ") }),
      ...hints,
    });
    return { location, attempt };
  }

  /**
   * @param callback the full address that the browser came back to
   * @throws SignInRefused when the answer does not fit the attempt or the agency refused
   * @throws ProviderAway
   */
  async finish(
    callback: URL,
    attempt: SignInAttempt,
  ): Promise<{ identity: Identity; session: ProviderSession }> {
    const configuration = await this.#discover();
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, callback, {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
        // What was asked for is no promise: `auth_time` must be there and say so (OpenID Connect Core, 3.1.3.7).
        ...(attempt.maxAge !== null && { maxAge: attempt.maxAge }),
      });
      const idToken = tokens.claims();
      if (!idToken || !tokens.id_token) throw new SignInRefused("The agency sent no ID token.");
      const { acrValues } = this.settings;
      if (acrValues.length > 0 && !acrValues.some((value) => value === idToken.acr))
        throw new SignInRefused("The agency looked less closely than was asked for.");
      const complete = typeof idToken[this.settings.claims.uniqueNumber] === "string";
      const more = complete ? {} : await oidc.fetchUserInfo(configuration, tokens.access_token, idToken.sub);
      return {
        identity: this.#identityOf({ ...idToken, ...more }, idToken.iss, idToken.sub),
        session: {
          sid: typeof idToken.sid === "string" ? idToken.sid : null,
          idToken: tokens.id_token,
          authenticatedAt: idToken.auth_time === undefined ? null : new Date(idToken.auth_time * 1000),
        },
      };
    } catch (error) {
      if (error instanceof SignInRefused) throw error;
      const refused =
        (error instanceof oidc.ClientError && !AWAY_CODES.has(error.code)) ||
        error instanceof oidc.AuthorizationResponseError ||
        (error instanceof oidc.ResponseBodyError && error.error === "invalid_grant");
      if (refused) throw new SignInRefused(error.message);
      throw new ProviderAway("The identity provider does not answer as it should.", { cause: error });
    }
  }

  /**
   * Where a browser goes to end its session at the provider too (OpenID Connect RP-Initiated Logout 1.0).
   *
   * @returns undefined when the provider has no such address, or is away: signing out here never waits for it
   */
  async logoutAddress(idToken: string, returnTo: string): Promise<URL | undefined> {
    const configuration = await this.#discover().catch(() => undefined);
    if (configuration?.serverMetadata().end_session_endpoint === undefined) return undefined;
    return oidc.buildEndSessionUrl(configuration, {
      id_token_hint: idToken,
      post_logout_redirect_uri: returnTo,
    });
  }

  /**
   * Reads a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6): of this provider, for us, signed with one of its
   * keys, about an account or a session, no ID token that somebody took for one, and not heard before; and does what it
   * asks for.
   *
   * @throws when it is anything else; ProviderAway when its keys cannot be had
   */
  async readLogout<T>(token: string, end: (ended: EndedAtProvider) => Promise<T>): Promise<T> {
    const configuration = await this.#discover();
    const { issuer, jwks_uri } = configuration.serverMetadata();
    if (jwks_uri === undefined) throw new SignInRefused("The provider publishes no keys.");
    if (this.#keys?.address !== jwks_uri)
      this.#keys = { address: jwks_uri, of: createRemoteJWKSet(new URL(jwks_uri)) };
    const { payload } = await jwtVerify(token, this.#keys.of, {
      issuer,
      audience: this.settings.clientId,
      maxTokenAge: LOGOUT_SECONDS,
      clockTolerance: 30,
      requiredClaims: ["iat", "jti", "events"],
    });
    const { events, sub, sid, nonce, jti = "" } = payload;
    const isLogout = typeof events === "object" && events !== null && LOGOUT_EVENT in events;
    if (!isLogout || nonce !== undefined) throw new SignInRefused("This is no logout token.");
    if (sub === undefined && typeof sid !== "string") throw new SignInRefused("It says of nobody.");
    if (this.#heard.has(jti)) throw new SignInRefused("It was heard before.");
    const done = await end({ subject: sub ?? null, sid: typeof sid === "string" ? sid : null });
    // Afterwards: what could not be done now may be asked for again.
    this.#heard.set(jti, true);
    return done;
  }

  #identityOf(claims: Record<string, unknown>, issuer: string, subject: string): Identity {
    const names = this.settings.claims;
    const text = (name: string) => said(claims[name]);
    // Not tidied: it is compared bit by bit, as the subject is, and who came before must be known again.
    const uniqueNumber = claims[names.uniqueNumber];
    if (typeof uniqueNumber !== "string" || seenLength(uniqueNumber) === 0)
      throw new SignInRefused(`The agency sent no claim "${names.uniqueNumber}".`);
    const posts = claims[names.posts];
    const address = claims[names.address];
    return {
      issuer,
      subject,
      uniqueNumber,
      name: text(names.name) ?? "",
      birthDate: text(names.birthDate),
      district: text(names.district),
      email: text(names.email),
      // The standard claim is an object (OpenID Connect Core, 5.1.1); agencies also send a plain text.
      address: said(isFormatted(address) ? address.formatted : address),
      foreigner: claims[names.foreigner] === true,
      permanentResidenceSince: text(names.permanentResidence),
      posts: Array.isArray(posts) ? posts.flatMap((post) => said(post) ?? []) : [],
    };
  }
}

/**
 * A claim as it is masked, compared and kept, on one line: a Mac's parts of syllables, or a mark of direction, are no
 * letters of it.
 *
 * @returns null when nothing of it can be seen
 */
function said(claim: unknown): string | null {
  if (typeof claim !== "string" || seenLength(claim) === 0) return null;
  return tidiedLine(claim).trim();
}

function isFormatted(claim: unknown): claim is { formatted: string } {
  return (
    typeof claim === "object" && claim !== null && "formatted" in claim && typeof claim.formatted === "string"
  );
}
