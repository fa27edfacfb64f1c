import { z } from "zod";
import { insertDefaultWords } from "#app/domain/search/words.ts";
import { publishRules, type RuleSetInput, ruleSetSchema } from "#app/domain/threshold/publish-rules.ts";
import type { Database } from "#db/client.ts";
import { insertCategories, insertDistricts, insertOffices, insertSpace } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";

const code = z.string().regex(/^[a-z0-9-]{1,40}$/);
const localized = z.object({ ko: z.string().min(1), en: z.string().min(1), ja: z.string().min(1) });

/** A city as a file describes it: `npm run setup -- city.json`, and the demonstration's db/seed/city.json. */
export const citySchema = z.object({
  code,
  kind: z.enum(["city", "council", "apartment", "union", "company"]).default("city"),
  name: localized,
  districts: z.array(z.object({ code, name: localized })),
  offices: z
    .array(
      z.object({
        code,
        kind: z.enum(["department", "council", "mayor", "moderation", "administration"]),
        name: localized,
        email: z.email().nullable().default(null),
      }),
    )
    // A rule may make the mayor owe a reply; without one, the opinion that reaches it could never be written.
    .refine((offices) => offices.filter(({ kind }) => kind === "mayor").length === 1, {
      error: "there must be exactly one office of kind mayor",
    }),
  categories: z.array(z.object({ code, name: localized, office: code })),
  rules: ruleSetSchema.optional(),
});

export type City = z.output<typeof citySchema>;

/**
 * Sets up a space with its districts, offices, categories, first rules and search words, whole or not at all.
 * The unique key on the code refuses a second time.
 */
export function setUpSpace(db: Database, city: City, defaultRules: RuleSetInput, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    const spaceId = await insertSpace(tx, {
      code: city.code,
      kind: city.kind,
      name: JSON.stringify(city.name),
      created_at: now,
    });
    await insertDistricts(
      tx,
      city.districts.map((district, position) => ({
        space_id: spaceId,
        code: district.code,
        name: JSON.stringify(district.name),
        position,
      })),
    );
    const offices = await insertOffices(
      tx,
      city.offices.map((office) => ({ ...office, space_id: spaceId, name: JSON.stringify(office.name) })),
    );
    const officeIds = new Map(offices.map((office) => [office.code, office.id]));
    await insertCategories(
      tx,
      city.categories.map((category, position) => {
        const officeId = officeIds.get(category.office);
        if (officeId === undefined)
          throw new Error(`Category ${category.code}: there is no office ${category.office}.`);
        return {
          space_id: spaceId,
          code: category.code,
          name: JSON.stringify(category.name),
          position,
          office_id: officeId,
        };
      }),
    );
    await publishRules(tx, spaceId, city.rules ?? defaultRules, now);
    await insertDefaultWords(tx, spaceId, now);
    return spaceId;
  });
}
