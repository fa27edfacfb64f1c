import { randomBytes } from "node:crypto";

/** Settings with which a real city may start; nobody answers at its provider's address. */
export function realSettings(): Record<string, string> {
  const key = () => randomBytes(32).toString("hex");
  return {
    DEMO: "0",
    IDENTITY_KEY: key(),
    PERSONAL_DATA_KEY: key(),
    COOKIE_KEY: key(),
    RECEIPT_KEY: key(),
    LEDGER_KEY: key(),
    OIDC_ISSUER: "https://agency.example",
    OIDC_CLIENT_ID: "city",
    PUBLIC_URL: "https://city.example",
    RATE_LIMITS: "on",
  };
}
