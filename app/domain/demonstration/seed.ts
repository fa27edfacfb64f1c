import { seedElectorate, seedStatutes } from "#app/domain/drive/seed-law.ts";
import { maskName, personalDataOf, recognisePerson } from "#app/domain/person/sign-in.ts";
import { publishProposal } from "#app/domain/proposal/publish-proposal.ts";
import { DEFAULT_RULE_SET, publishRules } from "#app/domain/rule/publish-rules.ts";
import { readDirectory } from "#app/domain/space/directory.ts";
import { citySchema, setUpSpace } from "#app/domain/space/setup.ts";
import { identityHash, type Seal } from "#app/platform/seal.ts";
import type { Database } from "#db/client.ts";
import { forgetJobs } from "#db/queries/jobs.ts";
import { insertTranslations } from "#db/queries/matters.ts";
import { insertPersons } from "#db/queries/persons.ts";
import { readSearchWords } from "#db/queries/search-words.ts";
import { findFirstSpace } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";
import { indexChanges } from "#search/sync.ts";
import { demonstrationCitizen, demonstrationPerson } from "./people.ts";
import { type Act, actsOf, authorOf, DAY_MS, type SeedContext } from "./story.ts";
import { type ProposalText, readCityFile, readProposalTexts } from "./texts.ts";

/** How many citizens have a row from the start; the others come into being when they sign in. */
const CITIZENS = 1_500;
/** The pilot's first day, and the day when its rules gave way to today's. */
const FIRST_DAY = 30;
const RULES_CHANGED_DAYS_AGO = 15;

/**
 * Makes the demonstration city, once: its first month as it would have gone, in the order of time and through the
 * same functions that people's acts go through, so that counts, crossings, duties and the ledger are what they
 * would be. One transaction: a start that is killed meanwhile leaves nothing, and the next begins anew.
 *
 * The same texts and the same `now` make the same city.
 */
export async function seedDemonstration(
  db: Database,
  seal: Seal,
  identityKey: string,
  now: Date,
): Promise<void> {
  if (await findFirstSpace(db)) return;
  const proposals = await readProposalTexts();
  const city = citySchema.parse(await readCityFile());
  const firstDay = new Date(now.getTime() - FIRST_DAY * DAY_MS);
  await inTransaction(db, async (tx) => {
    const spaceId = await setUpSpace(tx, city, DEFAULT_RULE_SET, firstDay);
    await seedStatutes(tx, spaceId, firstDay);
    await seedElectorate(tx, spaceId, firstDay);
    const directory = await readDirectory(tx);
    if (!directory) throw new Error("The space that was set up cannot be read.");
    const keys = { identityKey, seal };
    const districts = directory.districts.map(({ code }) => code);
    const citizens = await insertPersons(
      tx,
      Array.from({ length: CITIZENS }, (_, index) => {
        const citizen = demonstrationCitizen(index + 1, districts);
        const { uniqueNumber, name, district } = citizen;
        return {
          identity_hash: identityHash(identityKey, uniqueNumber),
          public_name: maskName(name),
          sealed: seal.close(JSON.stringify(personalDataOf(citizen))),
          district,
          language: "ko" as const,
          created_at: firstDay,
        };
      }),
    );
    const officers = new Map<string, Promise<number>>();
    const officer = (code: string) => {
      const known = officers.get(code);
      if (known) return known;
      const person = demonstrationPerson(code === "mayor" ? "mayor" : `officer-${code}`, directory);
      if (!person) throw new Error(`There is nobody at the office ${code}.`);
      const identity = { ...person, issuer: "demonstration", subject: person.login };
      const made = recognisePerson(tx, identity, "ko", directory, keys, firstDay);
      officers.set(code, made);
      return made;
    };
    const context: SeedContext = { tx, directory, citizens, officer, now };

    const acts: Act[] = [
      {
        at: new Date(now.getTime() - RULES_CHANGED_DAYS_AGO * DAY_MS),
        do: async (at) => {
          await publishRules(tx, spaceId, DEFAULT_RULE_SET, at);
        },
      },
    ];
    proposals.forEach((proposal, index) => {
      acts.push(...actsOf(context, proposal, index, (at) => publish(context, spaceId, proposal, index, at)));
    });
    acts.sort((a, b) => a.at.getTime() - b.at.getTime());
    for (const act of acts) await act.do(act.at);
    await indexChanges(tx, (id) => readSearchWords(tx, id), now);
    await forgetJobs(tx);
  });
}

async function publish(context: SeedContext, spaceId: number, text: ProposalText, index: number, at: Date) {
  const author = authorOf(context, index);
  const { category, district, body } = text;
  const id = await publishProposal(
    context.tx,
    spaceId,
    author,
    { title: text.title.ko, body, category, district },
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
