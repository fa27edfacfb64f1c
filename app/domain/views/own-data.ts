import { PortalError } from "#app/domain/errors.ts";
import { readAllOwnObjections } from "#app/domain/kinds/drive/objections.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { readAllBallotDrafts } from "#app/domain/kinds/poll/ballot-draft.ts";
import { openPersonalData } from "#app/domain/person/personal-data.ts";
import { readOwnRows } from "#db/queries/own-data.ts";
import { findPerson } from "#db/queries/persons.ts";

/** The parts of a person's own data, in the order in which they are shown. */
export const OWN_PARTS = [
  "accounts",
  "sessions",
  "posts",
  "rolls",
  "drafts",
  "proposals",
  "supports",
  "verdicts",
  "ballotDrafts",
  "reminders",
  "signatures",
  "looks",
  "opinions",
  "replies",
  "helpful",
  "comments",
  "statements",
  "votes",
  "applications",
  "helping",
  "objections",
  "quickPolls",
  "quickMessages",
  "reports",
  "declinedDraws",
  "searches",
  "follows",
  "notices",
  "noticeSettings",
  "pushDevices",
  "keys",
  "letters",
] as const;
export type OwnPart = (typeof OWN_PARTS)[number];

type OwnDataServices = Pick<SigningServices, "db" | "seal" | "dataKeys">;

/**
 * Everything that is stored of a person, opened, for nobody but them (Personal Information Protection Act, article 35).
 * What stands sealed with a signature is what is said here of the person, as it was on the day of signing.
 *
 * @throws PortalError "not-found" for nobody, and who left
 */
export async function readOwnData(services: OwnDataServices, personId: number, now: Date) {
  const { db, seal } = services;
  const [person, rows, objections] = await Promise.all([
    findPerson(db, personId),
    readOwnRows(db, personId),
    readAllOwnObjections(services, personId),
  ]);
  if (!person) throw new PortalError("not-found");
  const { public_name, district, language, mail_wanted, mail_rhythm, created_at } = person;
  const ballotDrafts = await readAllBallotDrafts(services, personId, language);
  return {
    asOf: now.toISOString(),
    person: {
      ...openPersonalData(seal, person),
      publicName: public_name,
      district,
      language,
      mailWanted: mail_wanted,
      mailRhythm: mail_rhythm,
      since: created_at.toISOString(),
    },
    ...parts({ ...rows, objections, ballotDrafts }),
  };
}

function parts(rows: Record<string, unknown[]>): Record<OwnPart, Record<string, unknown>[]> {
  const isRow = (row: unknown): row is Record<string, unknown> => typeof row === "object" && row !== null;
  const part = (name: OwnPart) => (rows[name] ?? []).filter(isRow);
  return {
    accounts: part("accounts"),
    sessions: part("sessions"),
    posts: part("posts"),
    rolls: part("rolls"),
    drafts: part("drafts"),
    proposals: part("proposals"),
    supports: part("supports"),
    verdicts: part("verdicts"),
    ballotDrafts: part("ballotDrafts"),
    reminders: part("reminders"),
    signatures: part("signatures"),
    looks: part("looks"),
    opinions: part("opinions"),
    replies: part("replies"),
    helpful: part("helpful"),
    comments: part("comments"),
    statements: part("statements"),
    votes: part("votes"),
    applications: part("applications"),
    helping: part("helping"),
    objections: part("objections"),
    quickPolls: part("quickPolls"),
    quickMessages: part("quickMessages"),
    reports: part("reports"),
    declinedDraws: part("declinedDraws"),
    searches: part("searches"),
    follows: part("follows"),
    notices: part("notices"),
    noticeSettings: part("noticeSettings"),
    pushDevices: part("pushDevices"),
    keys: part("keys"),
    letters: part("letters"),
  };
}
