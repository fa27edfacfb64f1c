import { createECDH, hkdfSync } from "node:crypto";
import express, { type Router } from "express";
import Provider, { type Adapter, type AdapterPayload, type ClientMetadata } from "oidc-provider";
import type { AgencyAct } from "./agency-memory.ts";
import { renderPickPage } from "./agency-page.ts";

/**
 * The identity agency of the demonstration: a real OIDC provider (oidc-provider), standing for the agencies that
 * verify people in Korea. It runs inside the portal's own address, under /agency, so that one port is enough (a
 * phone in the same network needs PUBLIC_URL to be that address). Who its people are is handed in: it knows nothing of cities.
 */
interface AgencyPerson {
  login: string;
  claims: Record<string, unknown>;
}

interface AgencyOptions {
  /** Such as http://127.0.0.1:3000/agency */
  issuer: string;
  redirectUris: string[];
  clientId: string;
  clientSecret: string;
  cookieKey: string;
  /** See agency-memory.ts. */
  remember(act: AgencyAct): Promise<AdapterPayload | undefined>;
  /** The person of a login; undefined for a login that nobody has. */
  find(login: string): AgencyPerson | undefined;
  /** Logins to offer on the page where one picks who one is, by group. */
  offered: { group: "citizens" | "offices"; login: string; label: string }[];
}

export function createDemonstrationAgency(options: AgencyOptions): Router {
  const provider = new Provider(options.issuer, {
    adapter: adapterOver(options.remember),
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        redirect_uris: options.redirectUris,
        response_types: ["code"],
        grant_types: ["authorization_code"],
        id_token_signed_response_alg: "ES256",
        require_auth_time: true,
      } satisfies ClientMetadata,
    ],
    jwks: { keys: [signingKey(options.cookieKey)] },
    cookies: {
      keys: [options.cookieKey],
      names: { session: "agency", interaction: "agency_ask", resume: "agency_resume" },
    },
    claims: {
      openid: ["sub"],
      profile: [
        "name",
        "birthdate",
        "district",
        "unique_number",
        "posts",
        "address",
        "foreigner",
        "permanent_residence_since",
      ],
      email: ["email"],
    },
    conformIdTokenClaims: false, // the few claims travel in the ID token; no second request for each sign-in
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    // A code outlives the next sign-in of the same browser: each of two tabs comes back with its own.
    expiresWithSession: () => false,
    interactions: { url: (_, interaction) => `/agency/pick/${interaction.uid}` },
    ttl: {
      Session: 600,
      Grant: 600,
      Interaction: 600,
      AuthorizationCode: 60,
      AccessToken: 600,
      IdToken: 600,
    },
    findAccount: (_, login) => {
      const person = options.find(login);
      return person && { accountId: login, claims: () => ({ sub: login, ...person.claims }) };
    },
    // It is the city's own agency: asking "may the city know your name?" would only be one more page.
    async loadExistingGrant(context) {
      const { client, session } = context.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new context.oidc.provider.Grant({
        clientId: client.clientId,
        accountId: session.accountId,
      });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
  });

  const router = express.Router();
  router.get("/pick/:uid", async (request, response, next) => {
    try {
      const { params } = await provider.interactionDetails(request, response);
      const hint = typeof params.login_hint === "string" ? params.login_hint : "";
      if (options.find(hint)) {
        return await provider.interactionFinished(request, response, { login: { accountId: hint } });
      }
      const language = typeof params.ui_locales === "string" ? params.ui_locales : "ko";
      response.type("html").send(renderPickPage(options.offered, language, { unknownLogin: hint }));
    } catch (error) {
      next(error);
    }
  });
  router.post("/pick/:uid", express.urlencoded({ extended: false }), async (request, response, next) => {
    try {
      const { params } = await provider.interactionDetails(request, response);
      const asked: unknown = request.body.login || `citizen-${String(request.body.number ?? "").trim()}`;
      const login = typeof asked === "string" ? asked : "";
      if (options.find(login)) {
        return await provider.interactionFinished(request, response, { login: { accountId: login } });
      }
      const language = typeof params.ui_locales === "string" ? params.ui_locales : "ko";
      response
        .status(422)
        .type("html")
        .send(renderPickPage(options.offered, language, { unknownLogin: login }));
    } catch (error) {
      next(error);
    }
  });
  router.use(provider.callback());
  return router;
}

/** Each of the provider's models keeps its entries with what the agency remembers. */
function adapterOver(remember: AgencyOptions["remember"]) {
  return class implements Adapter {
    constructor(private readonly model: string) {}

    #key(id: string): string {
      return `${this.model}:${id}`;
    }

    async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
      await remember({ act: "set", key: this.#key(id), payload: { ...payload }, seconds: expiresIn });
    }

    find = (id: string) => remember({ act: "get", key: this.#key(id) });

    findByUid = (uid: string) => remember({ act: "find", uid });

    async findByUserCode(): Promise<undefined> {
      return undefined; // the device flow is off
    }

    async consume(id: string): Promise<void> {
      await remember({ act: "consume", key: this.#key(id) });
    }

    async destroy(id: string): Promise<void> {
      await remember({ act: "delete", key: this.#key(id) });
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      await remember({ act: "revoke", grantId });
    }
  };
}

/** A key pair that every process of the demonstration finds for itself: what one signs, the others vouch for. */
function signingKey(secret: string) {
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(Buffer.from(hkdfSync("sha256", secret, "", "demonstration agency", 32)));
  const point = pair.getPublicKey();
  const [x, y, d] = [point.subarray(1, 33), point.subarray(33), pair.getPrivateKey()];
  return {
    kty: "EC",
    crv: "P-256",
    x: x.toString("base64url"),
    y: y.toString("base64url"),
    // Without its leading zeros it is shorter than the standard wants it (RFC 7518, 6.2.2.1).
    d: Buffer.concat([Buffer.alloc(32 - d.length), d]).toString("base64url"),
    use: "sig",
    alg: "ES256",
    kid: "demonstration",
  };
}
