import * as oidc from "openid-client";
import { tidiedLine } from "./writing.ts";

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

interface IdentitySettings {
  /** undefined: in a process that nobody signs in to. */
  issuer: string | undefined;
  clientId: string;
  clientSecret?: string;
  scope: string;
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
}

/** Raised when what came back is not an answer to what was asked: an old tab, a forged link, a refusal. */
class SignInRefused extends Error {}

/** Raised when the provider does not answer, or not as one does: nobody can sign in, whoever they are. */
class ProviderAway extends Error {
  override readonly name = "ProviderAway";
}

/** By its name: the routes' bundle has its own copy of the class. */
export function isProviderAway(error: unknown): boolean {
  return error instanceof Error && error.name === "ProviderAway";
}

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
   * @returns where to send the browser, and what to remember
   * @throws ProviderAway
   */
  async begin(redirectUri: string, returnTo: string, hints: Record<string, string>) {
    const configuration = await this.#discover();
    const attempt: SignInAttempt = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      returnTo,
    };
    const location = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: this.settings.scope,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: "S256",
      state: attempt.state,
      nonce: attempt.nonce,
      ...hints,
    });
    return { location, attempt };
  }

  /**
   * @param callback the full address that the browser came back to
   * @throws SignInRefused when the answer does not fit the attempt or the agency refused
   * @throws ProviderAway
   */
  async finish(callback: URL, attempt: SignInAttempt): Promise<Identity> {
    const configuration = await this.#discover();
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, callback, {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      });
      const idToken = tokens.claims();
      if (!idToken) throw new SignInRefused("The agency sent no ID token.");
      const complete = typeof idToken[this.settings.claims.uniqueNumber] === "string";
      const more = complete ? {} : await oidc.fetchUserInfo(configuration, tokens.access_token, idToken.sub);
      return this.#identityOf({ ...idToken, ...more }, idToken.iss, idToken.sub);
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

  #identityOf(claims: Record<string, unknown>, issuer: string, subject: string): Identity {
    const names = this.settings.claims;
    const text = (name: string) => {
      const value = claims[name];
      return typeof value === "string" && value !== "" ? value : null;
    };
    const uniqueNumber = text(names.uniqueNumber);
    if (uniqueNumber === null) throw new SignInRefused(`The agency sent no claim "${names.uniqueNumber}".`);
    const posts = claims[names.posts];
    const address = claims[names.address];
    return {
      issuer,
      subject,
      uniqueNumber,
      // As it is masked and compared: a Mac's parts of syllables, or a mark of direction, are no letters of a name.
      name: tidiedLine(text(names.name) ?? "").trim(),
      birthDate: text(names.birthDate),
      district: text(names.district),
      email: text(names.email),
      // The standard claim is an object (OpenID Connect Core, 5.1.1); agencies also send a plain text.
      address: isFormatted(address) ? address.formatted : text(names.address),
      foreigner: claims[names.foreigner] === true,
      permanentResidenceSince: text(names.permanentResidence),
      posts: Array.isArray(posts) ? posts.filter((post) => typeof post === "string") : [],
    };
  }
}

function isFormatted(claim: unknown): claim is { formatted: string } {
  return (
    typeof claim === "object" && claim !== null && "formatted" in claim && typeof claim.formatted === "string"
  );
}
