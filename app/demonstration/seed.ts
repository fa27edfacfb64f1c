import { DAY_MS, seoulDay } from "#app/domain/calendar/dates.ts";
import { closeBatches } from "#app/domain/kinds/drive/close-batches.ts";
import { countDistricts } from "#app/domain/kinds/drive/count-districts.ts";
import { seedElectorate, seedStatutes } from "#app/domain/kinds/drive/seed-law.ts";
import { advancePolls } from "#app/domain/kinds/poll/advance-polls.ts";
import { publishProposal } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { VOTE_STATUTE } from "#app/domain/kinds/vote/vote-law.ts";
import { DOCUMENT_READERS, IN_PARTICIPATION } from "#app/domain/kinds.ts";
import { countParticipation } from "#app/domain/participation/count-participation.ts";
import { sealPersonalData } from "#app/domain/person/personal-data.ts";
import { maskName, recognisePerson } from "#app/domain/person/sign-in.ts";
import { setMap } from "#app/domain/place/city-map.ts";
import { setUpSpace, spaceFileSchema } from "#app/domain/setup/set-up-space.ts";
import { type Directory, readDirectory } from "#app/domain/space/directory.ts";
import { recountAllWeeks } from "#app/domain/support/recount-weeks.ts";
import { DEFAULT_RULE_SET, publishRules } from "#app/domain/threshold/publish-rules.ts";
import { identityHash } from "#app/platform/seal.ts";
import type { Database, Tx } from "#db/client.ts";
import { enqueue, forgetJobs } from "#db/queries/jobs.ts";
import { forgetMails } from "#db/queries/mails.ts";
import { insertTranslations } from "#db/queries/matters.ts";
import { forgetNotices } from "#db/queries/notice-telling.ts";
import { insertPersons } from "#db/queries/persons.ts";
import { readSearchWords } from "#db/queries/search-words.ts";
import { findFirstSpace } from "#db/queries/spaces.ts";
import { listPauses, listStatutes } from "#db/queries/statutes.ts";
import { inTransaction } from "#db/transaction.ts";
import { indexChanges } from "#search/sync.ts";
import { pinOf, readMapOf } from "./city-map.ts";
import { signingActs } from "./drive-signing.ts";
import { type DriveSeed, driveActs } from "./drive-story.ts";
import { readDriveTexts } from "./drive-texts.ts";
import type { DemonstrationKeys } from "./keys.ts";
import { askForLess } from "./own-ordinance.ts";
import { demonstrationCitizen, demonstrationPerson } from "./people.ts";
import { pollActs } from "./poll-story.ts";
import { readPollTexts } from "./poll-texts.ts";
import { quickStory } from "./quick-story.ts";
import type { Resident } from "./signers.ts";
import { type Act, actsOf, authorOf, type SeedContext } from "./story.ts";
import { type ProposalText, readCityFile, readProposalTexts } from "./texts.ts";
import { voteActs } from "./vote-story.ts";
import { readVoteTexts } from "./vote-texts.ts";

/** How many citizens have a row from the start; the others come into being when they sign in. */
const CITIZENS = 3_000;
/** As many of them speak of proposals and in forums; the others only ever signed a drive. */
const ACTIVE_CITIZENS = 1_500;
const PERSONS_AT_ONCE = 1_500;
/** The portal's first day, before the oldest drive. */
const FIRST_DAY = 790;
const RULES_CHANGED_DAYS_AGO = 15;
/** After the first drive, which the Act's own number was too much for. */
const ORDINANCE_DAYS_AGO = 745;

/**
 * Makes the demonstration city, once: its past as it would have gone, in the order of time and through the same
 * functions that people's acts go through, so that counts, crossings, duties, drives and the ledger are what they
 * would be. One transaction: a start that is killed meanwhile leaves nothing, and the next begins anew.
 *
 * The same texts and the same `now` make the same city.
 */
export async function seedDemonstration(db: Database, keys: DemonstrationKeys, now: Date): Promise<void> {
  if (await findFirstSpace(db)) return;
  const [proposals, drives, polls, votes] = await Promise.all([
    readProposalTexts(),
    readDriveTexts(),
    readPollTexts(),
    readVoteTexts(),
  ]);
  const city = spaceFileSchema.parse(await readCityFile());
  const map = await readMapOf(city.districts);
  const firstDay = new Date(now.getTime() - FIRST_DAY * DAY_MS);
  await inTransaction(db, async (tx) => {
    const spaceId = await setUpSpace(tx, city, DEFAULT_RULE_SET, firstDay, { demonstration: true });
    await seedStatutes(tx, spaceId, firstDay);
    await seedElectorate(tx, spaceId, firstDay);
    await setMap(tx, spaceId, map, firstDay);
    const directory = await readDirectory(tx);
    if (!directory) throw new Error("The space that was set up cannot be read.");
    const residents = await settle(tx, directory, keys, firstDay);
    const officers = new Map<string, Promise<number>>();
    const official = (login: string) => {
      const known = officers.get(login);
      if (known) return known;
      const person = demonstrationPerson(login, directory);
      if (!person) throw new Error(`There is nobody with the login ${login}.`);
      const identity = { ...person, issuer: "demonstration", subject: person.login };
      const made = recognisePerson(tx, identity, "ko", directory, keys, firstDay);
      officers.set(login, made);
      return made;
    };
    const citizens = residents.slice(0, ACTIVE_CITIZENS).map(({ personId }) => personId);
    const officer = (code: string) => official(code === "mayor" ? "mayor" : `officer-${code}`);
    const moderator = () => official("moderator");
    const context: SeedContext = { tx, directory, citizens, officer, moderator, now };
    const services = keys.signing(tx);
    const driveSeed: DriveSeed = {
      tx,
      directory,
      services,
      residents,
      clerkId: await official("clerk"),
      pauses: await listPauses(tx, spaceId, seoulDay(firstDay)),
      statutes: new Map((await listStatutes(tx, spaceId)).map(({ code, definition }) => [code, definition])),
      now,
    };

    const acts: Act[] = [
      {
        at: new Date(now.getTime() - RULES_CHANGED_DAYS_AGO * DAY_MS),
        do: async (at) => {
          await publishRules(tx, spaceId, DEFAULT_RULE_SET, at);
        },
      },
      {
        at: new Date(now.getTime() - ORDINANCE_DAYS_AGO * DAY_MS),
        do: (at) => askForLess(tx, spaceId, at),
      },
    ];
    const published = new Map<string, number>();
    proposals.forEach((proposal, index) => {
      acts.push(
        ...actsOf(context, proposal, index, async (at) => {
          const id = await publish(context, spaceId, proposal, index, at);
          published.set(proposal.slug, id);
          return id;
        }),
      );
    });
    const stories = drives.map((drive, index) => driveActs(driveSeed, drive, index));
    acts.push(...stories.flatMap((story) => story.acts));
    acts.push(
      ...signingActs(
        driveSeed,
        stories.flatMap(({ signatures }) => signatures),
      ),
    );
    const { seal, dataKeys } = services;
    const pollSeed = {
      ...context,
      residents,
      proposalOf(slug: string) {
        const id = published.get(slug);
        if (id === undefined) throw new Error(`There is no proposal ${slug} yet.`);
        return id;
      },
      services: { db: tx, seal, dataKeys, receiptKey: keys.receiptKey },
    };
    acts.push(...polls.flatMap((poll) => pollActs(pollSeed, poll)));
    const law = driveSeed.statutes.get(VOTE_STATUTE)?.vote;
    if (!law) throw new Error("The city's law says nothing of votes.");
    acts.push(...votes.flatMap((vote) => voteActs({ ...context, law, elections: driveSeed.pauses }, vote)));
    acts.sort((a, b) => a.at.getTime() - b.at.getTime());
    for (const act of acts) await act.do(act.at);
    const { devices } = keys;
    await quickStory({ tx, spaceId, citizens: citizens.slice(1_200, 1_210), devices, now });
    await closeBatches(services, now);
    await countDistricts(tx, now);
    await recountAllWeeks(tx, now);
    await countParticipation(tx, IN_PARTICIPATION, now);
    await advancePolls(pollSeed.services, now);
    await indexChanges(tx, { readers: DOCUMENT_READERS, words: (id) => readSearchWords(tx, id) }, now);
    await forgetJobs(tx);
    await forgetMails(tx);
    await forgetNotices(tx);
    // What a city has each morning is there from the first moment.
    await enqueue(tx, "make-open-data", {}, "make-open-data");
  });
}

/** Citizen-1, citizen-2, … get their rows. */
async function settle(
  tx: Tx,
  directory: Directory,
  { seal, identityKey }: DemonstrationKeys,
  at: Date,
): Promise<Resident[]> {
  const districts = directory.districts.map(({ code }) => code);
  const residents: Resident[] = [];
  for (let from = 0; from < CITIZENS; from += PERSONS_AT_ONCE) {
    const citizens = Array.from({ length: PERSONS_AT_ONCE }, (_, index) =>
      demonstrationCitizen(from + index + 1, districts),
    );
    const ids = await insertPersons(
      tx,
      citizens.map((citizen) => {
        const hash = identityHash(identityKey, citizen.uniqueNumber);
        return {
          identity_hash: hash,
          public_name: maskName(citizen.name),
          sealed: sealPersonalData(seal, hash, citizen),
          district: citizen.district,
          language: "ko" as const,
          created_at: at,
        };
      }),
    );
    citizens.forEach((citizen, index) => {
      const personId = ids[index];
      if (personId !== undefined) residents.push({ number: from + index + 1, personId, citizen });
    });
  }
  return residents;
}

async function publish(context: SeedContext, spaceId: number, text: ProposalText, index: number, at: Date) {
  const author = authorOf(context, index);
  const { category, district, body } = text;
  const id = await publishProposal(
    context.tx,
    spaceId,
    author,
    { title: text.title.ko, body, category, district, place: pinOf(context.directory.map, text) },
    at,
  );
  await insertTranslations(
    context.tx,
    (["ko", "en", "ja"] as const).map((language) => ({
      matter_id: id,
      language,
      title: text.title[language],
      summary: text.summary[language],
    })),
  );
  return id;
}
