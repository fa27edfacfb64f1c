import { LRUCache } from "lru-cache";
import type pg from "pg";
import { ApiKeys } from "#app/domain/api-key/api-keys.ts";
import { createSigningServices, type SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { createPollServices, type PollServices } from "#app/domain/kinds/poll/poll-services.ts";
import { ProposalCounts } from "#app/domain/kinds/proposal/proposal-counts.ts";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { LedgerKeys } from "#app/domain/ledger/ledger-keys.ts";
import { MatterAddresses } from "#app/domain/matter/matter-addresses.ts";
import { isOfficeSessionOver, isTouchDue } from "#app/domain/person/office-session.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { readViewer } from "#app/domain/person/viewer.ts";
import { QuickBoards } from "#app/domain/quick-poll/boards.ts";
import { type Directory, readDirectory } from "#app/domain/space/directory.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import { RelatedMatters } from "#app/domain/views/related.ts";
import { connect, type Database } from "#db/client.ts";
import { touchSession } from "#db/queries/persons.ts";
import { type Environment, isSecure, keyRingOf, originOf, pushSecretOf } from "./environment.ts";
import { type Clock, systemClock } from "./platform/clock.ts";
import { createDearActs, createTurns, type DearActs, NO_TURNS, type Turns } from "./platform/dear-acts.ts";
import { createDevices, type Devices } from "./platform/devices.ts";
import { IdentityProvider } from "./platform/identity-provider.ts";
import { KeptPapers } from "./platform/kept-papers.ts";
import { Live } from "./platform/live.ts";
import { createLog, type Log } from "./platform/log.ts";
import { createPostman, type Postman } from "./platform/mail.ts";
import { createMetrics, METRICS, type Metrics } from "./platform/metrics.ts";
import { Papers } from "./platform/papers.ts";
import { createRateLimits, NO_LIMITS, type RateLimits } from "./platform/rate-limits.ts";
import { Seal } from "./platform/seal.ts";
import { createSessions, type Sessions } from "./platform/session.ts";
import { sharedCounts } from "./platform/shared-counts.ts";
import { alone, type Siblings } from "./platform/siblings.ts";
import { createStopLinks, type StopLinks } from "./platform/stop-links.ts";
import { createPusher, type Pusher } from "./platform/web-push.ts";
import type { Witness } from "./platform/witness-address.ts";
import { createSearch, type Search } from "./search.ts";

/**
 * The portal's services, made once at the start and handed to every door. Routes find them in `context.portal`:
 * the bundle that Remix builds has its own copy of each module, so nothing may live in a module's variables.
 */
export interface Portal {
  environment: Environment;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  db: Database;
  pool: pg.Pool;
  live: Live;
  supports: SupportWriter;
  /** Which matter an address names, and for whom. */
  matters: MatterAddresses;
  /** How long the lists of proposals are. */
  proposalCounts: ProposalCounts;
  search: Search;
  related: RelatedMatters;
  sessions: Sessions;
  /** Devices that vote without anybody signing in. */
  devices: Devices;
  /** Tells of one-touch polls. */
  quickBoards: QuickBoards;
  identity: IdentityProvider;
  seal: Seal;
  /** Keys of drives' personal data, receipts and matching; see SigningServices. */
  signing: SigningServices;
  /** Casting and counting ballots. */
  polls: PollServices;
  /** Keys of the ledgers' signed heads, and who keeps these outside. */
  ledger: { keys: LedgerKeys; witnesses: readonly Witness[] };
  limits: RateLimits;
  /** By which other services read the API. */
  apiKeys: ApiKeys;
  /** Where what is dear waits for its turn. */
  dear: DearActs;
  /** Where each waits for what they asked for before. */
  turns: Turns;
  /** PDFs that everybody may have. */
  keptPapers: KeptPapers;
  /** Pictures that messengers show for an address. */
  keptPictures: KeptPapers;
  /** The other web processes of the same start. */
  siblings: Siblings;
  /** Draws PDFs, and pictures for messengers. */
  papers: Papers;
  postman: Postman | undefined;
  /** Sends push messages; undefined: none are. */
  pusher: Pusher | undefined;
  /** By which mail is stopped without signing in. */
  stopLinks: StopLinks;
  /** What the demonstration shows; undefined in a real city. */
  demonstration: Demonstration | undefined;
  /** The first space and its offices; read again every half minute. */
  directory(): Promise<Directory>;
  /** The same of any space; undefined when there is none of that code. */
  directoryOf(code: string): Promise<Directory | undefined>;
  /** Who a Cookie header signs in; remembered for seconds, forgotten at once when the session ends anywhere. */
  viewerOf(cookieHeader: string | null): Promise<Viewer | null>;
  /** Tells every process that these sessions ended. */
  forgetSessions(ids: string[]): void;
  /** Ends what was begun: answers what waits, then lets go of the database. */
  close(): Promise<void>;
}

/** What the demonstration brings along: only the start knows where it comes from. */
export interface Demonstration {
  /** Its own identity agency, at the portal's address. */
  agency: { issuer: string; clientId: string; clientSecret: string };
  /** One of its made-up people; undefined for a login that nobody has. */
  personOf(login: string, directory: Directory): { name: string; district: string | null } | undefined;
}

const VIEWER_TTL_MS = 10_000;
const DIRECTORY_TTL_MS = 30_000;
const MOST_DIRECTORIES = 1_000;

interface PortalOptions {
  databaseUrl: string;
  clock?: Clock;
  log?: Log;
  demonstration?: Demonstration;
  /** Left out: there are none. */
  siblings?: Siblings;
}

export async function createPortal(environment: Environment, options: PortalOptions): Promise<Portal> {
  const { databaseUrl, clock = systemClock, log = createLog(environment.LOG_LEVEL) } = options;
  const { demonstration, siblings = alone() } = options;
  const metrics = createMetrics();
  siblings.answer(METRICS, () => metrics.registry.getMetricsAsJSON());
  const { db, bounded, pool, close } = connect(databaseUrl, {
    max: environment.DATABASE_CONNECTIONS,
    onError: (error) => log.warn({ err: error }, "a database connection broke"),
  });
  /** Kept from the moment that the reading begins: a sign-out meanwhile drops it, and no late answer comes back. */
  const viewers = new LRUCache<string, Promise<Viewer | null>>({ max: 50_000, ttl: VIEWER_TTL_MS });
  const live = new Live(databaseUrl, log, () => viewers.clear());
  await live.open();
  live.subscribe("session-ended", ({ ids }) => {
    for (const id of String(ids).split(",")) viewers.delete(id);
  });

  const sessions = createSessions(pool, { secure: isSecure(environment) });
  /** By code, "" for the first. A code that no space has is not remembered: any code may be asked for. */
  const directories = new LRUCache<string, Directory>({
    max: MOST_DIRECTORIES,
    ttl: DIRECTORY_TTL_MS,
    fetchMethod: (code) => readDirectory(db, code || undefined),
  });
  const supports = new SupportWriter(bounded, SUPPORT_PLUGS, {
    // The other connections are for whoever reads.
    places: Math.max(2, Math.floor(environment.DATABASE_CONNECTIONS / 3)),
    onCounted: (matterId, count) => live.publish(`matter:${matterId}`, { count }),
    onCommit(size, seconds) {
      metrics.supportGroup.observe(size);
      metrics.supportCommit.observe(seconds);
    },
  });
  const ring = keyRingOf(environment);
  const seal = new Seal(ring);
  const signing = createSigningServices(db, supports, ring, seal, signingSettings(environment), (error) =>
    log.warn({ err: error }, "signs of abuse are told later"),
  );
  const polls = createPollServices(
    { db, supports, seal, dataKeys: signing.dataKeys },
    {
      receiptSecret: environment.RECEIPT_KEY,
      onShown: (matterId, count) => live.publish(`matter:${matterId}`, { count, counted: Date.now() }),
      onError: (error) => log.error({ err: error }, "ballots were not counted; the next run does it"),
    },
  );
  const search = createSearch(db, environment, log);
  const readSignedIn = async (cookieHeader: string | null): Promise<Viewer | null> => {
    const session = await sessions.find(cookieHeader);
    const viewer = session ? await readViewer(db, session.personId, clock.now()) : null;
    if (!session || !viewer || viewer.posts.length === 0) return viewer;
    const now = new Date();
    if (isOfficeSessionOver(session, now)) {
      await sessions.end(session);
      log.info({ event: "session-over" }, "a session of somebody with a post ended");
      return null;
    }
    if (isTouchDue(session, now)) await touchSession(db, session.id, now);
    return viewer;
  };
  const papers = new Papers();
  const limits =
    environment.RATE_LIMITS === "on"
      ? createRateLimits({
          shared: sharedCounts(db),
          onError: (error) => log.warn({ err: error }, "this process counts its limits alone"),
        })
      : NO_LIMITS;
  const quickBoards = new QuickBoards(db, live, (error) =>
    log.warn({ err: error }, "how a one-touch poll stands was not told"),
  );
  const postman = createPostman(environment.SMTP_URL, environment.MAIL_FROM, hostOf(environment));

  return {
    environment,
    clock,
    log,
    metrics,
    db,
    pool,
    live,
    supports,
    matters: new MatterAddresses(db),
    proposalCounts: new ProposalCounts(db),
    search,
    related: new RelatedMatters(db, search.ask, (error) =>
      log.warn({ err: error }, "nothing related is shown"),
    ),
    sessions,
    devices: createDevices(environment.COOKIE_KEY, { secure: isSecure(environment) }),
    quickBoards,
    identity: new IdentityProvider(identitySettings(environment, demonstration?.agency)),
    seal,
    signing,
    polls,
    ledger: {
      keys: ledgerKeysOf(environment),
      witnesses: environment.WITNESSES,
    },
    limits,
    apiKeys: new ApiKeys(db, (error) => log.warn({ err: error }, "it was not noted that a key was used")),
    dear: createDearActs(),
    turns: environment.RATE_LIMITS === "on" ? createTurns() : NO_TURNS,
    keptPapers: new KeptPapers(),
    keptPictures: new KeptPapers(),
    siblings,
    papers,
    postman,
    pusher: pusherOf(environment),
    stopLinks: createStopLinks(environment.COOKIE_KEY),
    demonstration,
    async directory() {
      const directory = await directories.fetch("");
      if (!directory) throw new Error("No space was set up yet: npm run setup -- city.json");
      return directory;
    },
    directoryOf: (code) => directories.fetch(code),
    async viewerOf(cookieHeader) {
      const id = sessions.idOf(cookieHeader);
      if (id === undefined) return null;
      const known = viewers.get(id);
      if (known) return known;
      const reading = readSignedIn(cookieHeader);
      viewers.set(id, reading);
      reading.catch(() => {
        if (viewers.peek(id) === reading) viewers.delete(id);
      });
      return reading;
    },
    forgetSessions(ids) {
      for (const id of ids) viewers.delete(id);
      live.publishEnded(ids);
    },
    async close() {
      await supports.drain();
      await quickBoards.close();
      await polls.counter.close();
      await signing.abuse.settled();
      await live.close();
      postman?.close();
      await papers.close();
      await limits.close();
      await close();
    },
  };
}

const hostOf = (environment: Environment) => new URL(originOf(environment)).hostname;

function pusherOf(environment: Environment): Pusher | undefined {
  const secret = pushSecretOf(environment);
  const origin = originOf(environment);
  const contact = origin.startsWith("https:") ? origin : "mailto:no-reply@localhost";
  return secret === undefined ? undefined : createPusher(secret, { contact });
}

/** By which the heads of the ledgers are signed. */
export function ledgerKeysOf(environment: Environment): LedgerKeys {
  return new LedgerKeys(environment.LEDGER_KEY, hostOf(environment));
}

/** For `createSigningServices`. */
export function signingSettings(environment: Environment) {
  return {
    receiptSecret: environment.RECEIPT_KEY,
    matchSecret: environment.IDENTITY_KEY,
    name: hostOf(environment),
  };
}

function identitySettings(environment: Environment, agency: Demonstration["agency"] | undefined) {
  const claims = {
    uniqueNumber: environment.OIDC_CLAIM_UNIQUE,
    name: environment.OIDC_CLAIM_NAME,
    birthDate: environment.OIDC_CLAIM_BIRTHDATE,
    district: environment.OIDC_CLAIM_DISTRICT,
    email: environment.OIDC_CLAIM_EMAIL,
    address: environment.OIDC_CLAIM_ADDRESS,
    foreigner: environment.OIDC_CLAIM_FOREIGNER,
    permanentResidence: environment.OIDC_CLAIM_PERMANENT_RESIDENCE,
    posts: environment.OIDC_CLAIM_POSTS,
  };
  const {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId = "",
    OIDC_CLIENT_SECRET: clientSecret,
  } = environment;
  const asked = {
    prompt: environment.OIDC_PROMPT,
    maxAge: environment.OIDC_MAX_AGE,
    acrValues: environment.OIDC_ACR_VALUES,
  };
  return {
    ...(agency ?? { issuer, clientId, clientSecret }),
    ...asked,
    scope: environment.OIDC_SCOPE,
    claims,
  };
}
