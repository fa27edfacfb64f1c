import { once } from "node:events";
import express from "express";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

/** A provider that says what a test wants it to: the claims of its ID tokens, and logout tokens at will. */
export async function startSmallProvider(port: number, clientId: string) {
  const issuer = `http://127.0.0.1:${port}`;
  const [own, foreign] = await Promise.all([generateKeyPair("ES256"), generateKeyPair("ES256")]);
  /** Added to each ID token, or taken away where undefined. */
  const claims: JWTPayload = {};
  const nonces = new Map<string, string>();
  let asked = new URLSearchParams();
  const sign = (payload: JWTPayload, by: "own" | "foreign" = "own", typ = "JWT") =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: "ES256", kid: "one", typ })
      .sign((by === "own" ? own : foreign).privateKey);
  const now = () => Math.floor(Date.now() / 1000);

  const app = express();
  app.get("/.well-known/openid-configuration", (_, response) => {
    response.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      end_session_endpoint: `${issuer}/end`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["ES256"],
    });
  });
  app.get("/jwks", async (_, response) => {
    response.json({ keys: [{ ...(await exportJWK(own.publicKey)), kid: "one", alg: "ES256", use: "sig" }] });
  });
  app.get("/authorize", (request, response) => {
    asked = new URL(request.url, issuer).searchParams;
    const code = `code-${nonces.size}`;
    nonces.set(code, asked.get("nonce") ?? "");
    const back = new URL(asked.get("redirect_uri") ?? "");
    back.search = new URLSearchParams({ code, state: asked.get("state") ?? "" }).toString();
    response.redirect(back.href);
  });
  app.post("/token", express.urlencoded({ extended: false }), async (request, response) => {
    const idToken = await sign({
      iss: issuer,
      aud: clientId,
      sub: "account-1",
      iat: now(),
      exp: now() + 300,
      nonce: nonces.get(String(request.body.code)),
      unique_number: "CI-1",
      name: "김진짜",
      ...claims,
    });
    response.json({ access_token: "a", token_type: "Bearer", expires_in: 300, id_token: idToken });
  });
  const server = app.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    issuer,
    claims,
    /** What the last sign-in was asked with. */
    asked: () => asked,
    sign,
    now,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
