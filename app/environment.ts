import { z } from "zod";
import { KeyRing } from "./platform/key-ring.ts";

/**
 * Every setting, read and checked once. Nothing else reads `process.env`, but for the build itself (BUILD_DIR and
 * BENCH_ROUTES, which only benchmarks and tests set).
 *
 * A wrong setting stops the start with one line a fault. Secrets have a default only for the demonstration;
 * with `DEMO=0` a missing or default secret is a fault too.
 */
const DEMONSTRATION_SECRETS = {
  IDENTITY_KEY: "demonstration-identity-key-not-for-a-real-city",
  PERSONAL_DATA_KEY: "demonstration-personal-data-key-not-for-a-real-city",
  COOKIE_KEY: "demonstration-cookie-key-not-for-a-real-city",
  RECEIPT_KEY: "demonstration-receipt-key-not-for-a-real-city",
};

const flag = (whenUnset: boolean) =>
  z
    .enum(["0", "1"], { error: "must be 0 or 1" })
    .optional()
    .transform((value) => (value === undefined ? whenUnset : value === "1"));

const url = (...protocols: string[]) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1)), {
      error: `must be an address that begins with ${protocols.map((protocol) => `${protocol}://`).join(" or ")}`,
    });

const secret = z.string().min(32, { error: "must have at least 32 characters" });

const schema = z.object({
  NODE_ENV: z.string().default("production"),
  PORT: z.coerce.number({ error: "must be a number" }).int().min(1).max(65535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default(".data"),
  DATABASE_URL: url("postgres", "postgresql").optional(),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(4).max(200).default(12),
  PUBLIC_URL: url("http", "https")
    .transform((value) => new URL(value).origin)
    .optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  MEILI_URL: url("http", "https").optional(),
  MEILI_API_KEY: z.string().min(1).optional(),
  SMTP_URL: url("smtp", "smtps").optional(),
  MAIL_FROM: z.string().default("Gonggam <no-reply@localhost>"),
  DEMO: flag(true),
  RATE_LIMITS: z.enum(["on", "off"], { error: "must be on or off" }).default("on"),
  JOBS: z.enum(["here", "elsewhere"], { error: "must be here or elsewhere" }).default("here"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  METRICS_TOKEN: z.string().min(16, { error: "must have at least 16 characters" }).optional(),
  OIDC_ISSUER: url("https", "http").optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_SCOPE: z.string().default("openid profile email"),
  OIDC_CLAIM_UNIQUE: z.string().default("unique_number"),
  OIDC_CLAIM_NAME: z.string().default("name"),
  OIDC_CLAIM_BIRTHDATE: z.string().default("birthdate"),
  OIDC_CLAIM_DISTRICT: z.string().default("district"),
  OIDC_CLAIM_EMAIL: z.string().default("email"),
  OIDC_CLAIM_POSTS: z.string().default("posts"),
  OIDC_CLAIM_ADDRESS: z.string().default("address"),
  OIDC_CLAIM_FOREIGNER: z.string().default("foreigner"),
  OIDC_CLAIM_PERMANENT_RESIDENCE: z.string().default("permanent_residence_since"),
  IDENTITY_KEY: secret.default(DEMONSTRATION_SECRETS.IDENTITY_KEY),
  PERSONAL_DATA_KEY: secret.default(DEMONSTRATION_SECRETS.PERSONAL_DATA_KEY),
  /** Keys that PERSONAL_DATA_KEY replaced, separated by spaces: they still open, until `npm run keys:rotate` is done. */
  PERSONAL_DATA_KEYS_OLD: z
    .string()
    .default("")
    .transform((value) => value.split(/\s+/).filter(Boolean))
    .pipe(z.array(secret)),
  /** A file with the current key in its first line and replaced ones below; it is read again when it changes. */
  PERSONAL_DATA_KEY_FILE: z.string().min(1).optional(),
  COOKIE_KEY: secret.default(DEMONSTRATION_SECRETS.COOKIE_KEY),
  /** The Ed25519 key that signs receipts is made from it. */
  RECEIPT_KEY: secret.default(DEMONSTRATION_SECRETS.RECEIPT_KEY),
});

export type Environment = z.output<typeof schema>;

/** Thrown by {@link readEnvironment}; `faults` has a line for each wrong setting. */
export class EnvironmentError extends Error {
  constructor(readonly faults: string[]) {
    super(
      `The portal cannot start with these settings:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
    );
  }
}

/**
 * @param source usually `process.env`; an empty value counts as unset
 * @throws EnvironmentError
 */
export function readEnvironment(source: Record<string, string | undefined>): Environment {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(set);
  if (!result.success) {
    throw new EnvironmentError(
      result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`),
    );
  }
  const environment = result.data;
  // With a provider of one's own, real people sign in, whatever DEMO says.
  const real = !environment.DEMO || environment.OIDC_ISSUER !== undefined;
  const faults = real ? faultsOfARealCity(environment) : [];
  if (faults.length > 0) throw new EnvironmentError(faults);
  return environment;
}

/** The keys of personal data, from the file if one is named. */
export function keyRingOf(environment: Environment): KeyRing {
  const { PERSONAL_DATA_KEY, PERSONAL_DATA_KEYS_OLD, PERSONAL_DATA_KEY_FILE } = environment;
  return PERSONAL_DATA_KEY_FILE === undefined
    ? KeyRing.of(PERSONAL_DATA_KEY, ...PERSONAL_DATA_KEYS_OLD)
    : KeyRing.fromFile(PERSONAL_DATA_KEY_FILE);
}

function faultsOfARealCity(environment: Environment): string[] {
  const faults: string[] = [];
  for (const name of ["IDENTITY_KEY", "PERSONAL_DATA_KEY", "COOKIE_KEY", "RECEIPT_KEY"] as const) {
    if (name === "PERSONAL_DATA_KEY" && environment.PERSONAL_DATA_KEY_FILE !== undefined) continue;
    if (environment[name] === DEMONSTRATION_SECRETS[name]) {
      faults.push(`${name} must be set outside the demonstration (for instance: openssl rand -hex 32)`);
    }
  }
  for (const name of ["OIDC_ISSUER", "OIDC_CLIENT_ID", "PUBLIC_URL"] as const) {
    if (environment[name] === undefined) faults.push(`${name} must be set with DEMO=0`);
  }
  if (environment.RATE_LIMITS === "off")
    faults.push("RATE_LIMITS=off is for load tests and refused with DEMO=0");
  return faults;
}
