import { availableParallelism } from "node:os";
import { z } from "zod";
import { KeyRing } from "./platform/key-ring.ts";
import { DEMONSTRATION_SECRETS, faultOfSecret, SHORTEST_SECRET } from "./platform/secrets.ts";
import { readWitnessAddress, type Witness } from "./platform/witness-address.ts";

/**
 * Every setting, read and checked once. Nothing else reads `process.env`, but for the build itself (BUILD_DIR and
 * BENCH_ROUTES, which only benchmarks and tests set).
 *
 * A wrong setting stops the start with one line a fault. A portal is either the demonstration, with made-up people and
 * an agency that lets anybody be anyone, or a real city (`DEMO=0`), with a provider and secrets of its own: what is
 * half of each is refused, here by the settings and in `openDatabase` by what the database says of itself.
 */
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

const secret = z.string().min(SHORTEST_SECRET, { error: `must have at least ${SHORTEST_SECRET} characters` });

/** What can be made to ask for a fresh sign-in: signing a drive, exporting its list, publishing a reply. */
const FRESH_ACTS = ["sign", "export", "reply"] as const;
export type FreshAct = (typeof FRESH_ACTS)[number];

/** Of more cores Postgres needs some too, and each process its connections. */
const MOST_PROCESSES_UNASKED = 16;
/** Of all web processes together, when nothing is said; a Postgres takes 100 by default. */
const CONNECTIONS_UNASKED = 60;
const CONNECTIONS_OF_ONE = { least: 4, most: 12 };

function readWitnesses(value: string, context: z.RefinementCtx): Witness[] {
  const witnesses = value
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((address) => {
      try {
        return [readWitnessAddress(address)];
      } catch (error) {
        const fault = error instanceof Error ? error.message : String(error);
        context.addIssue({ code: "custom", message: `${address} ${fault}` });
        return [];
      }
    });
  for (const part of ["id", "label"] as const) {
    const twice = witnesses.find((one, at) =>
      witnesses.slice(0, at).some((other) => other.kind === one.kind && other[part] === one[part]),
    );
    if (twice && (part === "id" || twice.kind === "cosigner"))
      context.addIssue({ code: "custom", message: `has ${twice[part]} twice` });
  }
  return witnesses;
}

const schema = z.object({
  NODE_ENV: z.string().default("production"),
  PORT: z.coerce.number({ error: "must be a number" }).int().min(1).max(65535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default(".data"),
  DATABASE_URL: url("postgres", "postgresql").optional(),
  /** The same database as the role that owns it: migrations run as it, and the portal as DATABASE_URL's. */
  MIGRATION_DATABASE_URL: url("postgres", "postgresql").optional(),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(4).max(200).optional(),
  PUBLIC_URL: url("http", "https")
    .transform((value) => new URL(value).origin)
    .optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  MEILI_URL: url("http", "https").optional(),
  MEILI_API_KEY: z.string().min(1).optional(),
  SMTP_URL: url("smtp", "smtps").optional(),
  MAIL_FROM: z.string().default("Gonggam <no-reply@localhost>"),
  DEMO: flag(true),
  /** The demonstration may be reached from elsewhere than this machine: anybody who reaches it may be its admin. */
  DEMO_PUBLIC: flag(false),
  RATE_LIMITS: z.enum(["on", "off"], { error: "must be on or off" }).default("on"),
  WEB_PROCESSES: z.coerce
    .number({ error: "must be a number" })
    .int()
    .min(1)
    .max(64)
    .default(() => Math.min(availableParallelism(), MOST_PROCESSES_UNASKED)),
  JOBS: z.enum(["here", "elsewhere"], { error: "must be here or elsewhere" }).default("here"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  METRICS_TOKEN: z.string().min(16, { error: "must have at least 16 characters" }).optional(),
  OIDC_ISSUER: url("https", "http").optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** `login`: the provider asks everybody anew at each sign-in. */
  OIDC_PROMPT: z.enum(["login"], { error: "must be login" }).optional(),
  /** Seconds since somebody signed in at the provider, at the most. */
  OIDC_MAX_AGE: z.coerce.number({ error: "must be a number" }).int().min(0).max(86_400).optional(),
  /** The levels of assurance that are enough, separated by spaces; one of them must come back as `acr`. */
  OIDC_ACR_VALUES: z
    .string()
    .default("")
    .transform((value) => value.split(/\s+/).filter(Boolean)),
  /** For what a sign-in must be ten minutes old at most: sign, export, reply; separated by commas. */
  FRESH_SIGN_IN: z
    .string()
    .default("")
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.enum(FRESH_ACTS, { error: `must be of ${FRESH_ACTS.join(", ")}` }))),
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
  /** The Ed25519 keys that sign the heads of the ledgers are made from it. */
  LEDGER_KEY: secret.default(DEMONSTRATION_SECRETS.LEDGER_KEY),
  /**
   * The P-256 key that push messages are sent by is made from it; without one there are none. Browsers are bound to it:
   * with another each has to be set up anew.
   */
  PUSH_KEY: secret.optional(),
  /** Who keeps the signed heads outside, separated by spaces; see `readWitnessAddress`. */
  WITNESSES: z.string().default("").transform(readWitnesses),
});

export type Environment = z.output<typeof schema> & { DATABASE_CONNECTIONS: number };

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
  const { WEB_PROCESSES, DATABASE_CONNECTIONS = connectionsOfOne(WEB_PROCESSES) } = result.data;
  const environment = { ...result.data, DATABASE_CONNECTIONS };
  const provider = environment.OIDC_ISSUER !== undefined;
  const faults = isReal(environment) ? faultsOfARealCity(environment) : faultsOfADemonstration(environment);
  // Real people would sign in: its keys are looked at as well, so that all that is missing is said at once.
  if (!isReal(environment) && provider) faults.push(...faultsOfARealCity(environment));
  if (environment.MIGRATION_DATABASE_URL !== undefined && environment.DATABASE_URL === undefined)
    faults.push("MIGRATION_DATABASE_URL is of no use without a DATABASE_URL");
  if (environment.SMTP_URL === undefined && environment.WITNESSES.some(({ kind }) => kind === "mail"))
    faults.push("WITNESSES has a mail address, and without an SMTP_URL nothing is sent");
  if (faults.length > 0) throw new EnvironmentError(faults);
  return environment;
}

function connectionsOfOne(processes: number): number {
  const { least, most } = CONNECTIONS_OF_ONE;
  return Math.max(least, Math.min(most, Math.floor(CONNECTIONS_UNASKED / processes)));
}

/** What every web process is told by its parent instead: the owner's password, above all, is of no use to them. */
const OF_THE_PARENT = ["DATABASE_URL", "MIGRATION_DATABASE_URL"] as const satisfies (keyof Environment)[];

/** Over what a child inherits: for a process that serves on a database which its parent opened. */
export const NOT_FOR_WEB_PROCESSES = Object.fromEntries(OF_THE_PARENT.map((name) => [name, ""]));

/** What a child inherits that needs no setting of ours: a build, or what else is no part of the portal at work. */
export const withoutSettings = (source: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(source).filter(([name]) => !(name in schema.shape)));

/** Whether these are the settings of a real city, with real people; the other is the demonstration. */
export function isReal(environment: Environment): boolean {
  return !environment.DEMO;
}

/** What whole addresses of the portal begin with. */
export function originOf({ PUBLIC_URL, HOST, PORT }: Environment): string {
  return PUBLIC_URL ?? `http://${HOST}:${PORT}`;
}

/** Whether people come over https, so that cookies may be bound to it. */
export function isSecure(environment: Environment): boolean {
  return originOf(environment).startsWith("https:");
}

/**
 * The keys of personal data, from the file if one is named.
 *
 * @throws when the file is missing, or has keys that a real city may not have
 */
export function keyRingOf(environment: Environment): KeyRing {
  const { PERSONAL_DATA_KEY, PERSONAL_DATA_KEYS_OLD, PERSONAL_DATA_KEY_FILE } = environment;
  if (PERSONAL_DATA_KEY_FILE === undefined) return KeyRing.of(PERSONAL_DATA_KEY, ...PERSONAL_DATA_KEYS_OLD);
  const others = SECRETS.filter((name) => name !== "PERSONAL_DATA_KEY").map((name) => environment[name]);
  return KeyRing.fromFile(PERSONAL_DATA_KEY_FILE, (key) => {
    if (!isReal(environment)) return undefined;
    return others.includes(key) ? "is another setting's key too" : faultOfSecret(key);
  });
}

/** The secret of push messages; undefined: a real city that set none sends none. */
export const pushSecretOf = (environment: Environment): string | undefined =>
  environment.PUSH_KEY ?? (isReal(environment) ? undefined : DEMONSTRATION_SECRETS.PUSH_KEY);

const SECRETS = ["IDENTITY_KEY", "PERSONAL_DATA_KEY", "COOKIE_KEY", "RECEIPT_KEY", "LEDGER_KEY"] as const;

function faultsOfARealCity(environment: Environment): string[] {
  const faults = faultsOfSecrets(environment);
  for (const name of ["OIDC_ISSUER", "OIDC_CLIENT_ID", "PUBLIC_URL"] as const) {
    if (environment[name] === undefined) faults.push(`${name} must be set with DEMO=0`);
  }
  if (environment.PUBLIC_URL?.startsWith("http:"))
    faults.push(
      "PUBLIC_URL must begin with https:// with DEMO=0: sessions and names would travel in the clear",
    );
  const issuer = environment.OIDC_ISSUER && new URL(environment.OIDC_ISSUER);
  if (issuer && issuer.protocol === "http:" && !isLoopback(issuer.hostname))
    faults.push("OIDC_ISSUER must begin with https:// unless it is on this very machine");
  if (environment.RATE_LIMITS === "off")
    faults.push("RATE_LIMITS=off is for load tests and refused with DEMO=0");
  return faults;
}

/** Each key by itself, then each pair of settings: what one key gives away must not open what another protects. */
function faultsOfSecrets(environment: Environment): string[] {
  const fromFile = environment.PERSONAL_DATA_KEY_FILE !== undefined;
  const given: { name: string; key: string }[] = [
    ...SECRETS.filter((name) => !(fromFile && name === "PERSONAL_DATA_KEY")).map((name) => ({
      name,
      key: environment[name],
    })),
    ...(environment.PUSH_KEY === undefined ? [] : [{ name: "PUSH_KEY", key: environment.PUSH_KEY }]),
    ...environment.PERSONAL_DATA_KEYS_OLD.map((key) => ({ name: "PERSONAL_DATA_KEYS_OLD", key })),
  ];
  const faults = given.flatMap(({ name, key }) => {
    if (key === Object.entries(DEMONSTRATION_SECRETS).find(([own]) => own === name)?.[1])
      return [`${name} must be set outside the demonstration (for instance: openssl rand -hex 32)`];
    const fault = faultOfSecret(key);
    return fault === undefined ? [] : [`${name} ${fault} (for instance: openssl rand -hex 32)`];
  });
  const isOfPersonalData = (name: string) => name.startsWith("PERSONAL_DATA_KEY");
  given.forEach(({ name, key }, index) => {
    const same = given.slice(0, index).find((one) => one.key === key);
    // The current key among the old ones does no harm.
    if (same && !(isOfPersonalData(name) && isOfPersonalData(same.name)))
      faults.push(`${name} must be another key than ${same.name}`);
  });
  if (fromFile) faults.push(...faultsOfKeyFile(environment));
  return faults;
}

function faultsOfKeyFile(environment: Environment): string[] {
  try {
    keyRingOf(environment);
    return [];
  } catch (error) {
    return [`PERSONAL_DATA_KEY_FILE: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function faultsOfADemonstration({ OIDC_ISSUER, HOST, PUBLIC_URL, DEMO_PUBLIC }: Environment): string[] {
  const faults: string[] = [];
  if (OIDC_ISSUER !== undefined)
    faults.push(
      "DEMO must be 0 with an OIDC_ISSUER: real people sign in there, and the demonstration has its own",
    );
  const open =
    "anybody who reaches the demonstration may be its administrator: set DEMO_PUBLIC=1 if that is meant";
  if (!isLoopback(HOST) && !DEMO_PUBLIC) faults.push(`HOST is not this machine's loopback, and ${open}`);
  if (PUBLIC_URL !== undefined && !isLoopback(new URL(PUBLIC_URL).hostname) && !DEMO_PUBLIC)
    faults.push(`PUBLIC_URL is not this machine's loopback, and ${open}`);
  return faults;
}

/** Whether only this machine reaches it; by the name alone, nothing is looked up. */
function isLoopback(host: string): boolean {
  return host === "localhost" || /^127(\.\d{1,3}){3}$/.test(host) || host === "::1" || host === "[::1]";
}
